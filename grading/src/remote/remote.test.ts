import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge, parts, passed, type Part, type Report } from 'course';
import { chooseBackend } from 'equivariant';
import { Channel, type Ends } from '../channel/Channel';
import { answersTo } from '../testSupport/answersTo';
import { Remote } from './Remote';
import { remoteAnswer } from './remoteAnswer';

jest.setTimeout(600_000);
beforeAll(async () => {
  await chooseBackend();
});

const server = join(__dirname, '../../dist/testSupport/serveBank.js');

/** Of the whole bank; all of it takes minutes. */
const every = 12;

test.each(parts)('answers to %s in another process are judged as here', (part) => {
  expect(remoteReports(part)).toEqual(
    answersTo(part, every).map(({ name, answer }) => summary(name, judge(part, answer as never))),
  );
});

function remoteReports(part: Part): string[] {
  const answers = answersTo(part, every);
  const folder = mkdtempSync(join(tmpdir(), 'remote-'));
  const ends = (index: number): Ends => ({
    read: join(folder, `answers${index}`),
    write: join(folder, `questions${index}`),
  });
  execFileSync(
    'mkfifo',
    answers.flatMap((_, index) => [ends(index).read, ends(index).write]),
  );
  const child = spawn(process.execPath, [server, part, String(every), folder], {
    stdio: 'inherit',
  });
  try {
    return answers.map(({ name }, index) => {
      const channel = new Channel(ends(index), Date.now() + 60_000);
      const remote = new Remote(channel);
      try {
        return summary(name, judge(part, remoteAnswer(part, remote)), remote.ended?.reason);
      } finally {
        remote.end();
        channel.close();
      }
    });
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}

/** What a report says, without numbers that may differ in the last digit. */
function summary(name: string, report: Report, ended?: string): string {
  const failed = report.findings.filter((finding) => !finding.passed);
  const list = failed.map(({ property }) => property).join('; ');
  const end = ended === undefined ? '' : ` [${ended}]`;
  return `${name}: ${passed(report) ? 'right' : list} of ${report.findings.length}${end}`;
}
