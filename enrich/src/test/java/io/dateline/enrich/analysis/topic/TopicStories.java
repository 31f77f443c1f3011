package io.dateline.enrich.analysis.topic;

import java.util.LinkedHashMap;
import java.util.Map;

/** Short stories written for the tests, one for each top-level topic. */
final class TopicStories {
    private TopicStories() {}

    static Map<String, String> byTopic() {
        Map<String, String> stories = new LinkedHashMap<>();
        stories.put("medtop:01000000", """
            The singer's second album climbed the charts before her world tour had begun.

            Critics praised the songs, and a documentary film about the band will open the festival in May. The actor who \
            directed it called the music the heart of the movie.""");
        stories.put("medtop:02000000", """
            A jury convicted the former clerk of embezzlement on Tuesday.

            The judge will hand down the sentence next month. Prosecutors had told the court that he forged invoices for \
            years; police arrested him in March. His lawyer said the defendant would appeal.""");
        stories.put("medtop:03000000", """
            An earthquake shook the valley before dawn, and rescuers were digging for survivors in the rubble of two hotels.

            The death toll rose to 31. Firefighters put out a blaze after a gas explosion, and an aftershock set off a \
            landslide that cut the road.""");
        stories.put("medtop:04000000", """
            The carmaker raised its profit forecast after revenue grew by nine percent in the quarter.

            Shares rose on the stock exchange. The chief executive told investors that inflation and higher interest rates \
            had not slowed exports, and that the company would buy a supplier.""");
        stories.put("medtop:05000000", """
            Pupils return to school on Monday with a new curriculum.

            Teachers at primary schools welcomed the change, and the university will train lecturers. Students who sit \
            their exams this year are not affected, the education department told headteachers.""");
        stories.put("medtop:06000000", """
            Plastic waste in the river has doubled in ten years, environmentalists found.

            Conservationists want a nature reserve where endangered turtles breed. Pollution from a landfill and climate \
            change put the ecosystem and its wildlife at risk.""");
        stories.put("medtop:07000000", """
            Hospitals reported a sharp rise in measles among unvaccinated patients.

            Doctors and nurses opened a second clinic for the vaccine. The disease is infectious, the health department \
            warned, and the outbreak may last until summer; treatment is free.""");
        stories.put("medtop:08000000", """
            A baker's wedding cake has won a Guinness World Record, and a viral video made her a celebrity.

            She got the award on her birthday, at a ceremony for the anniversary of the club. It was a dream come true, \
            said her friends, who had flown in for the wedding.""");
        stories.put("medtop:09000000", """
            Dock workers went on strike on Friday after wage talks broke down.

            The trade union wants a pay rise and better working conditions for all employees. Unemployment is low, and \
            the labour shortage helps, a union leader told workers on the picket line.""");
        stories.put("medtop:10000000", """
            Hikers who like to camp will love this resort by the lake, our travel guide has found.

            The restaurant serves local cuisine, the chef bakes his own desserts, and there is yoga for those whose hobby \
            is wellness. A weekend getaway for the traveller who loves gardening.""");
        stories.put("medtop:11000000", """
            The opposition won the parliamentary election, and its candidate is to become prime minister.

            Voters gave the ruling party its worst result since the referendum. Lawmakers of both parties expect coalition \
            talks; the president urged senators and governors to accept the ballot.""");
        stories.put("medtop:12000000", """
            The bishop led prayers at the cathedral on Easter Sunday.

            Worshippers filled the church, and the priest read from the Bible. An imam and a rabbi joined the congregation; \
            pilgrims are expected at the shrine all week.""");
        stories.put("medtop:13000000", """
            Scientists have built a robot that finds its way with artificial intelligence.

            The researchers published their study on Thursday. Engineers at the laboratory wrote the software; physicists \
            will send the satellite with the telescope, a technology that astronomers have waited for.""");
        stories.put("medtop:14000000", """
            Families of asylum seekers still face discrimination, a community group has found.

            Immigrants told of racism, and women of gender inequality. Poverty among the elderly and homelessness among \
            young people are growing; the charity wants social welfare for every migrant family.""");
        stories.put("medtop:15000000", """
            The striker scored a hat trick as the home team beat the champions 3-1 in the cup final.

            Her coach praised the goalkeeper, who saved a penalty before half-time. The players won the league last season \
            and will meet the same opponents in the tournament's opening match.""");
        stories.put("medtop:16000000", """
            Troops shelled the besieged town for a third day, and rebels fired rockets at the airfield.

            The army said an airstrike hit an arms depot behind the front line. Both sides had agreed on a ceasefire; the \
            peacekeepers counted forty dead soldiers and militants.""");
        stories.put("medtop:17000000", """
            Forecasters expect thunderstorms and heavy rain in the north, with strong winds on the coast.

            Temperatures may reach 38 degrees Celsius before the cold front. The weather service issued a storm warning; \
            rainfall of 60 millimetres is likely, and fog in the morning.""");
        return stories;
    }
}
