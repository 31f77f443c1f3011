// Avro by way of the registry, without loss: what is `long` there comes as a BigInt. Versions have up to 18 digits, more than
// a JavaScript number holds exactly, and avsc throws at what is beyond 2^53 unless it is told how to keep it: kafkajs then
// comes to the same record again and again. Times are `long`, too: new Date(Number(quote.publishedAt)).
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import avro from 'avsc';

const long = avro.types.LongType.__with({
  fromBuffer: (bytes) => bytes.readBigInt64LE(),
  toBuffer: (value) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(value);
    return bytes;
  },
  fromJSON: BigInt,
  toJSON: String,
  isValid: (value) => typeof value === 'bigint',
  compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
});

// A hook and not avsc's `registry`, which all schemas would share: a name that two versions of a schema have is refused there.
const typeHook = (schema) => (schema === 'long' || schema.type === 'long' ? long : undefined);

// Records are read with the schema that they were written with. So a symbol that was added to an enum later comes as it is: code
// has to take one that it does not know for the enum's default (a `status` for WITHHELD), or give decode a `readerSchema`.
export const connect = (url) => new SchemaRegistry({ host: url }, { [SchemaType.AVRO]: { typeHook } });
