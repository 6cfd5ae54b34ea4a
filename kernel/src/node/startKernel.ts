import { Kernel } from '../core/session/Kernel';
import type { Channels } from './channels/Channels';
import type { LastWords } from './crash/LastWords';
import { Language } from './language/Language';
import { nodeHost } from './run/nodeHost';

/**
 * Gets ready to run cells: requests that come meanwhile wait.
 *
 * @param channels which have just been made
 * @param cellsComeCompiled whether the compiler is started only when a cell is to be compiled
 */
export function startKernel(
  channels: Channels,
  lastWords: LastWords,
  cellsComeCompiled: boolean,
): void {
  const exit = process.exit.bind(process);
  // Later on, what is written belongs to a cell.
  const complain = process.stderr.write.bind(process.stderr);
  const language = new Language({
    log: (line) => complain(`${line}\n`),
    questions: (port) => channels.askLanguage(port),
  });
  channels.listen(
    {
      request: (request) => kernel.receive(request),
      asked: () => void language.start(),
      interrupt: (cell) => kernel.interrupt(cell),
      shutdown() {
        lastWords.remove();
        void channels.close().then(() => exit(0));
      },
    },
    (error) => {
      complain(`The kernel can’t listen: ${error.message}\n`);
      exit(1);
    },
  );
  if (!cellsComeCompiled) language.start();
  const kernel = new Kernel(channels, language, lastWords, nodeHost(channels.state));
}
