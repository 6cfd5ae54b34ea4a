import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf } from '../Connection';
import { freePorts, newConnection, newIpcConnection, readConnection } from './connectionFile';

const file = join(mkdtempSync(join(tmpdir(), 'connection-')), 'connection.json');
const good = {
  transport: 'tcp',
  ip: '127.0.0.1',
  key: 'k',
  signature_scheme: 'hmac-sha256',
  shell_port: 1,
  iopub_port: 2,
  stdin_port: 3,
  control_port: 4,
  hb_port: 5,
};

test('a connection file is read', () => {
  writeFileSync(file, JSON.stringify({ ...good, kernel_name: 'typescript' }));
  expect(readConnection(file)).toEqual(good);
});

test.each([
  ['no secret', { ...good, key: '', signature_scheme: '' }],
  ['no scheme', { ...good, signature_scheme: undefined }],
])('%s is allowed', (_, content) => {
  writeFileSync(file, JSON.stringify(content));
  expect(readConnection(file)).toEqual({ ...good, key: content.key });
});

test.each([
  ['no JSON', '{', /is not a connection file/],
  ['a missing port', JSON.stringify({ ...good, hb_port: undefined }), /"hb_port" as a number/],
  ['another transport', JSON.stringify({ ...good, transport: 'udp' }), /tcp or ipc, got "udp"/],
  ['a missing secret', JSON.stringify({ ...good, key: undefined }), /"transport", "ip" and "key"/],
  ['another scheme', JSON.stringify({ ...good, signature_scheme: 'md5' }), /got "md5"/],
])('%s is refused in one line', (_, text, message) => {
  writeFileSync(file, text);
  expect(() => readConnection(file)).toThrow(message);
});

test('a file that is not there is refused in one line', () => {
  expect(() => readConnection(`${file}.not`)).toThrow(/is not a connection file: ENOENT/);
});

test('new connections are read as they were written', async () => {
  const tcp = await newConnection();
  const ports = [tcp.shell_port, tcp.iopub_port, tcp.stdin_port, tcp.control_port, tcp.hb_port];
  expect(new Set(ports).size).toBe(5);
  for (const connection of [tcp, newIpcConnection('/tmp/k')]) {
    writeFileSync(file, JSON.stringify(connection));
    expect(readConnection(file)).toEqual(connection);
  }
});

test('ports are free, all different, and below those that systems hand out', async () => {
  const ports = await freePorts(200);
  expect(new Set(ports).size).toBe(200);
  expect(Math.max(...ports)).toBeLessThan(32_768);
  for (const port of ports) {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
  }
});

test('a channel has an address', () => {
  const ipc = newIpcConnection('/tmp/k');
  expect(addressOf({ ...ipc, transport: 'tcp', ip: '127.0.0.1' }, 'iopub')).toBe(
    'tcp://127.0.0.1:2',
  );
  expect(addressOf({ ...ipc, ip: '/tmp/k/s' }, 'hb')).toBe('ipc:///tmp/k/s-5');
});
