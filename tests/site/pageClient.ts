import type { JsonObject, Message } from 'jupyter-protocol';
import type { Output } from 'nbconvert-ts';
import { OutputCollector, type Displays } from 'nbconvert-ts/kernel';
import type { Browser } from 'playwright-core';
import { setTimeout as wait } from 'node:timers/promises';
import type { Run, ShownCell } from '../clients/Client';
import type { ClientCell, ClientNotebook } from '../clients/ClientCell';
import type { Firefox } from '../support/Firefox';
import { KernelInPage } from './KernelInPage';

/** How long late output may take after the last cell, in milliseconds. */
const lateness = 1000;

/** Runs a notebook's cells in a page's kernel, as JupyterLab does: it listens to the end. */
export async function runInPage(
  browser: Browser | Firefox,
  address: string,
  { cells, stopsOnError }: ClientNotebook,
): Promise<Run> {
  const kernel = await KernelInPage.open(browser, address);
  const started: string[] = [];
  for (const cell of cells) {
    await kernel.answerPrompts(cell.answer);
    started.push(await kernel.startCell(cell.typescript.trim(), stopsOnError === true));
    if (!stopsOnError) await attend(kernel, started.at(-1)!, cell);
  }
  const replies = await Promise.all(started.map((id) => kernel.reply(id)));
  await wait(lateness);
  const shown = collect(await kernel.published(), started, cells);
  await kernel.page.close();
  return { cells: shown.map((outputs, index) => asShown(outputs, replies[index]!, cells[index]!)) };
}

/** Waits for the end of a cell, and stops one without. */
async function attend(kernel: KernelInPage, id: string, { interrupt }: ClientCell): Promise<void> {
  if (interrupt) {
    await kernel.waitForOutput(id);
    // It may have printed, but not yet be in its loop.
    await wait(300);
    await kernel.interrupt();
  }
  await kernel.reply(id);
}

function collect(
  messages: readonly { type: string; parent: string; content: JsonObject }[],
  ids: readonly string[],
  cells: readonly ClientCell[],
): Output[][] {
  const displays: Displays = new Map();
  const collectors = ids.map(() => new OutputCollector(displays, Infinity));
  for (const { type, parent, content } of messages) {
    const place = ids.indexOf(parent);
    const isPrompt = type === 'input_request';
    // JupyterLab shows a prompt with its answer.
    const text = `${String(content.prompt)} ${cells[place]?.answer}\n`;
    collectors[place]?.handle({
      header: { msg_type: isPrompt ? 'stream' : type },
      content: isPrompt ? { name: 'stdin', text } : content,
      contentBytes: 0,
    } as unknown as Message);
  }
  return collectors.map(({ result }) => result);
}

function asShown(
  outputs: Output[],
  { status, execution_count: count }: JsonObject,
  { answer }: ClientCell,
): ShownCell {
  return {
    outputs,
    count: typeof count === 'number' ? count : null,
    // Where nobody answers, a prompt fails.
    ...(answer === undefined && {
      status: status === 'aborted' ? 'skipped' : (status as ShownCell['status']),
    }),
  };
}
