// Prints who says what as it is said, and takes back what is retracted.
//   npm install && node follow-quotes.mjs [BOOTSTRAP [REGISTRY]]
// BOOTSTRAP and REGISTRY are those of `dateline up` unless given. With docker-compose they are
//   127.0.0.1:9092 http://127.0.0.1:8081/apis/ccompat/v7
import kafkajs from 'kafkajs';
import { connect } from './registry.mjs';

const [bootstrap = '127.0.0.1:9092', registryUrl = 'http://127.0.0.1:8081'] = process.argv.slice(2);
const registry = connect(registryUrl);
const kafka = new kafkajs.Kafka({ brokers: [bootstrap], logLevel: kafkajs.logLevel.ERROR });
const consumer = kafka.consumer({ groupId: `example-node-${process.pid}` }); // reads committed records only
const line = (quote) => `${quote.speakerName ?? quote.speakerText ?? '?'}: ${quote.text}`;

// What stands now, by key. A service would keep it in its own store, under the same key; after more than seven days away it
// empties that and reads from the beginning, because retractions are not kept for longer.
const standing = new Map();

process.on('SIGINT', () => consumer.disconnect().then(() => process.exit(0)));
await consumer.connect();
await consumer.subscribe({ topics: ['news.quotes'], fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    const key = message.key.toString();
    if (message.value === null) {
      console.log(`- ${standing.has(key) ? line(standing.get(key)) : key}`);
      standing.delete(key);
    } else {
      const quote = await registry.decode(message.value);
      standing.set(key, quote);
      console.log(`+ ${line(quote)}`);
    }
  },
});
