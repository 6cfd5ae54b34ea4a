import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'jupyter-protocol';
import { MessageCodec } from 'jupyter-protocol/node';
import { Dealer, Request } from 'zeromq';
import { resultOf } from './support/CellClient';
import { HostileMessages, type Channel } from './support/hostileMessages';
import { KernelPlace } from './support/KernelUnderTest';
import { Random } from './support/Random';
import { RawChannels } from './support/RawChannels';
import { throwGarbage } from './support/throwGarbage';

const messages = 1000;
/** Between two cells of a well-behaved client. */
const together = 50;
const channels: readonly Channel[] = ['shell', 'shell', 'shell', 'control', 'control', 'stdin'];

let place: KernelPlace;

beforeEach(async () => {
  place = await KernelPlace.create();
});
afterEach(() => place.remove());

test(`${messages} malformed messages: the kernel answers what it can, runs nothing forged, and still runs cells`, async () => {
  const { client, process } = await place.start();
  const { key } = place.connection;
  const trace = join(place.folder, 'poison');
  const poison = `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '');`;
  const random = new Random(4);
  const hostile = new HostileMessages(random, key, poison);
  const raw = new RawChannels(place.connection);
  const codec = new MessageCodec(key, { username: 'test' });
  await client.execute('let runs = 0;');

  const ignored: string[] = [];
  for (let count = 0; count < messages; count += together) {
    // A request that is good, once.
    const once = codec.encode({
      type: 'execute_request',
      content: { code: 'runs++;', stop_on_error: false },
    });
    await raw.send('shell', once.frames);
    hostile.remember(once.frames);
    expect(await raw.unanswered([once.id], 30_000)).toEqual([]);

    const waited = new Map<string, string>();
    for (let index = 0; index < together; index++) {
      const channel = random.pick(channels);
      const { what, frames, mustFail, mustBeIgnored } = hostile.next(channel);
      await raw.send(channel, frames);
      if (mustFail !== undefined) waited.set(mustFail, `on ${channel}: ${what.slice(0, 200)}`);
      if (mustBeIgnored !== undefined) ignored.push(mustBeIgnored);
    }
    const silent = await raw.unanswered([...waited.keys()], 30_000);
    expect(silent.map((id) => `no answer ${waited.get(id)}`)).toEqual([]);
    for (const [id, what] of waited) {
      const answers = raw.answers.get(id)!.map(({ content }) => content.status);
      // Cells that arrive between a failure and its reply do not run.
      expect(answers).toHaveLength(1);
      if (answers[0] !== 'aborted') expect([what, answers[0]]).toEqual([what, 'error']);
    }
    const run = await client.execute(`${count} + 1`);
    expect(resultOf(run)).toBe(String(count + 1));
  }

  expect(existsSync(trace)).toBe(false);
  expect(ignored.filter((id) => raw.answers.has(id))).toEqual([]);
  expect(resultOf(await client.execute('runs'))).toBe(String(messages / together));
  expect(resultOf(await client.execute(`${JSON.stringify('x'.repeat(1_000_000))}.length`))).toBe(
    '1000000',
  );
  const info = await client.control('kernel_info_request');
  expect(info.content).toMatchObject({ status: 'ok', implementation: 'typescript-kernel' });
  expect(process.exitCode).toBeNull();
  raw.close();
}, 180_000);

test('programs that do not speak the protocol and clients that hang up disturb nobody', async () => {
  const { client } = await place.start();
  const random = new Random(5);
  for (let round = 0; round < 3; round++) {
    await throwGarbage(place.connection, random);
    await leave(place.connection);
  }
  const run = await client.execute('const kept: number = 6; kept * 7');
  expect(resultOf(run)).toBe('42');
  const heart = new Request({ linger: 0, receiveTimeout: 30_000 });
  heart.connect(`tcp://127.0.0.1:${place.connection.hb_port}`);
  await heart.send('beat');
  expect(String(await heart.receive())).toBe('beat');
  heart.close();
}, 120_000);

/** Sends many requests and hangs up. */
async function leave({ key, ip, shell_port }: Connection): Promise<void> {
  const socket = new Dealer({ linger: 1000 });
  socket.connect(`tcp://${ip}:${shell_port}`);
  const codec = new MessageCodec(key, { username: 'test' });
  const code = 'for (let i = 0; i < 5000; i++) console.log(i); await null;';
  const complete = { code: 'cons', cursor_pos: 4 };
  await socket.send(codec.encode({ type: 'execute_request', content: { code } }).frames);
  await socket.send(codec.encode({ type: 'complete_request', content: complete }).frames);
  socket.close();
}
