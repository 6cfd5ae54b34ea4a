import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitTable } from './limits';

/** As people write amounts: bytes in KiB, MiB and GiB where they are whole ones. */
function amount(name: string, value: number): string {
  const unit = /[A-Z][a-z]+$/.exec(name)![0].toLowerCase();
  if (unit !== 'bytes' || value % 2 ** 20 !== 0) return `${value.toLocaleString('en')} ${unit}`;
  return value % 2 ** 30 === 0 ? `${value / 2 ** 30} GiB` : `${value / 2 ** 20} MiB`;
}

const rows = Object.entries(limitTable).map(
  ([name, { what, value, enforcedBy }]) =>
    `| \`${name}\` | ${what} | ${amount(name, value)} | \`${enforcedBy}\` |`,
);

test('the README shows the table of limits', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const section = /## Limits\n([^]*?)\n## /.exec(readme)![1]!;
  const shown = section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.replace(/ +/g, ' '));
  expect(shown).toEqual(rows);
});

test('every name ends in a unit', () => {
  const units =
    /(Seconds|Milliseconds|Bytes|Chars|Files|Messages|Judgements|Answers|Items|Levels|Axes|Parts|Cells)$/;
  expect(Object.keys(limitTable).filter((name) => !units.test(name))).toEqual([]);
});

test('the file that enforces a limit exists', () => {
  for (const { enforcedBy } of Object.values(limitTable)) {
    expect(() => readFileSync(join(__dirname, `${enforcedBy}.ts`))).not.toThrow();
  }
});
