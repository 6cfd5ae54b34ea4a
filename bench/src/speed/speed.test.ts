import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Line } from './Line';

const program = resolve(__dirname, '../../dist/speed.js');
let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'bench-'))));
afterAll(() => rmSync(folder, { recursive: true }));

test('the quick comparison runs without a peer, and writes down what it prints', () => {
  const json = join(folder, 'figures.json');
  const args = [program, '--quick', '--no-peers', '--json', json];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const { lines, machine } = JSON.parse(readFileSync(json, 'utf8')) as {
    lines: Line[];
    machine: { ours: string; peer?: string };
  };
  expect(machine.peer).toBeUndefined();
  for (const name of ['C4CNN', 'IsotropicCNN', 'C4CNNWithBatchNorm', 'D4CNN']) {
    for (const kind of ['step', 'forward']) {
      const line = lines.find(({ what }) => what === `${kind} of ${name}, 64 pictures`);
      expect([name, kind, line?.ours.median]).toEqual([name, kind, expect.any(Number)]);
      expect(line!.ours.median).toBeGreaterThan(0);
      expect(line!.ratio).toBeUndefined();
    }
  }
  const table = readFileSync(join(folder, 'figures.md'), 'utf8');
  for (const { what } of lines) {
    expect(stdout).toContain(`| ${what}`);
    expect(table).toContain(`| ${what}`);
  }
}, 300_000);
