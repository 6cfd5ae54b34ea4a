import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from 'course-notebooks';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const commands = Object.entries(scripts).flatMap(([name, script]) => {
  const program = /^node setup\/start\.mjs --setup-only && node (\S+)$/.exec(script)?.[1];
  return program === undefined ? [] : [[name, program] as const];
});

test.each(commands)(
  'npm run %s -- --help says how it is called, and does nothing',
  (name, program) => {
    const said = execFileSync(process.execPath, [join(root, program), '--help'], {
      encoding: 'utf8',
    });
    expect(said).toMatch(new RegExp(`^Usage: npm run ${name}\\b`));
  },
);
