import { zipSync } from 'fflate';

/**
 * An archive of many entries that share the same few bytes, and unpack to `count * size` zeros. Only its table of contents grows.
 *
 * @param name of each entry, in a folder of its own
 */
export function zipBomb(name: string, size: number, count: number): Uint8Array {
  const one = Buffer.from(zipSync({ [`000000/${name}`]: [new Uint8Array(size), { level: 9 }] }));
  const table = one.indexOf('PK\u0001\u0002', 0, 'latin1');
  const end = one.indexOf('PK\u0005\u0006', 0, 'latin1');
  const entries = Array.from({ length: count }, (_, index) => {
    const entry = Buffer.from(one.subarray(table, end));
    entry.write(String(index).padStart(6, '0'), 46);
    return entry;
  });
  const closing = Buffer.from(one.subarray(end));
  closing.writeUInt16LE(count, 8);
  closing.writeUInt16LE(count, 10);
  closing.writeUInt32LE(count * (end - table), 12);
  return Buffer.concat([one.subarray(0, table), ...entries, closing]);
}
