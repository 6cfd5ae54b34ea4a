/**
 * A kernel that answers each cell with the messages that the cell's code lists, as JSON:
 * [["reply", {content}], ["iopub", type, {content}], ["flood", count, type, {content}],
 * ["wait", ms], ["garbage"], ["forged"], ["odd"], ["exit", code]].
 *
 * It signs and packs by itself, so that it can do so wrongly.
 *
 * Usage: node fakeKernel.cjs CONNECTION_FILE [LOST]
 *
 * It does not hear the first LOST requests, 0 by default.
 */
const { createHmac, randomUUID } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { Publisher, Router } = require('zeromq');

const connection = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const shell = new Router();
const iopub = new Publisher({ sendHighWaterMark: 0 });
const control = new Router();
process.on('SIGINT', () => undefined);

function pack(type, parent, content, key = connection.key) {
  const header = {
    msg_id: randomUUID(),
    msg_type: type,
    session: 'fake',
    username: '',
    date: '',
    version: '5.3',
  };
  const parts = [header, parent, {}, content].map((part) => JSON.stringify(part));
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return ['<IDS|MSG>', hmac.digest('hex'), ...parts];
}

async function answer(client, header, content) {
  const publish = (type, body, key) => iopub.send([type, ...pack(type, header, body, key)]);
  if (header.msg_type === 'kernel_info_request') {
    await publish('status', { execution_state: 'busy' });
    await shell.send([
      client,
      ...pack('kernel_info_reply', header, { status: 'ok', language_info: { name: 'fake' } }),
    ]);
    return;
  }
  for (const [what, ...rest] of JSON.parse(content.code)) {
    if (what === 'reply') await shell.send([client, ...pack('execute_reply', header, rest[0])]);
    else if (what === 'iopub') await publish(...rest);
    else if (what === 'flood') await flood(header, ...rest);
    else if (what === 'wait') await sleep(rest[0]);
    else if (what === 'odd') await sendOdd(header);
    else if (what === 'exit') process.exit(rest[0]);
    else if (what === 'garbage') await iopub.send(['garbage', 'x']);
    else await publish('stream', { name: 'stdout', text: 'forged' }, 'another key');
  }
}

/**
 * The same message again and again: signing each anew would take longer than all that is tested.
 */
async function flood(header, count, type, content) {
  const frames = [type, ...pack(type, header, content)];
  for (let i = 0; i < count; i++) await iopub.send(frames);
}

/** Messages that are signed but are not what they should be. */
async function sendOdd(header) {
  for (const parts of [
    [],
    ['null'],
    ['{}', '{}', '{}', '{}'],
    ['[', ']', '{', '}'],
    ['1', '2', '3', '4'],
  ]) {
    const hmac = createHmac('sha256', connection.key);
    for (const part of parts) hmac.update(part);
    await iopub.send(['odd', '<IDS|MSG>', hmac.digest('hex'), ...parts]);
  }
  for (const content of [
    null,
    1,
    [],
    { text: { a: 1 }, data: 7, metadata: [], traceback: [{}], transient: 3 },
    { data: { 'text/plain': { a: 1 }, 'image/png': 5 }, metadata: {} },
  ]) {
    for (const type of [
      'clear_output',
      'stream',
      'display_data',
      'error',
      'update_display_data',
      'status',
      'x',
    ]) {
      await iopub.send([type, ...pack(type, header, content)]);
    }
  }
}

async function main() {
  const { transport, ip } = connection;
  const address = (port) => `${transport}://${ip}${transport === 'ipc' ? '-' : ':'}${port}`;
  await shell.bind(address(connection.shell_port));
  await control.bind(address(connection.control_port));
  await iopub.bind(address(connection.iopub_port));
  let lost = Number(process.argv[3] ?? 0);
  for await (const [client, , , header, , , content] of shell) {
    if (lost-- > 0) continue;
    await answer(client, JSON.parse(header), JSON.parse(content));
  }
}

void main();
