import { existsSync } from 'node:fs';
import { solution } from 'course-notebooks';
import { serve } from 'course-site/serve';
import { makeSite, siteFolder } from 'course-site/site';
import { findChromium } from 'nbconvert-ts/testing';
import { chromium, type Page } from 'playwright-core';
import { describeMachine, runCommand } from './command';
import { table } from './kernelSpeed/Row';
import { median } from './measure';
import { measureVisits } from './siteVisit';

const usage = `Usage: npm run site-speed -- [--visit]

Times the kernel of the site that npm run site makes, in Chromium.
  --visit  a first and a second visit instead, at 10 Mbit/s and 40 ms`;

/** The cells of notebook 2, which imports TensorFlow.js and the library. */
const cells = solution('2-equivariant-convolutions')
  .cells.filter(({ cell_type: type }) => type === 'code')
  .map(({ source }) => source);
const questions = 20;

/** What is used of JupyterLab's kernel. */
interface Kernel {
  requestExecute(content: object): {
    done: Promise<unknown>;
    onIOPub: (message: { content: { text?: string } }) => void;
  };
  requestComplete(content: object): Promise<unknown>;
  requestInspect(content: object): Promise<unknown>;
}
declare const jupyterapp: {
  shell: { currentWidget?: { sessionContext: { session?: { kernel?: Kernel } } } };
};

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    console.log(usage);
    return 0;
  }
  console.log(describeMachine());
  if (!existsSync(siteFolder)) await makeSite();
  const site = await serve(siteFolder);
  const browser = await chromium.launch({
    executablePath: findChromium()!,
    args: ['--no-sandbox'],
  });
  try {
    if (process.argv.includes('--visit')) {
      console.log(await measureVisits(browser));
      return 0;
    }
    const page = await browser.newPage();
    const began = performance.now();
    await page.goto(`${site.url}notebooks/index.html?path=0-start-here.ipynb`);
    await page.waitForFunction(
      () =>
        'jupyterapp' in globalThis &&
        !!jupyterapp.shell.currentWidget?.sessionContext.session?.kernel,
    );
    await run(page, '1 + 1');
    const opened = performance.now() - began;
    // A short plan, so that what is measured is not the training.
    await run(page, "process.env.COURSE_QUICK = '1';");
    const first = await run(page, cells[0]!);
    const times: number[] = [];
    for (const cell of cells.slice(1)) times.push(await run(page, cell));
    const asked = { requestComplete: [] as number[], requestInspect: [] as number[] };
    for (let round = 0; round < questions; round++) {
      for (const [method, milliseconds] of Object.entries(asked)) {
        milliseconds.push(await ask(page, method as keyof typeof asked, `const y${round} = tf.ma`));
      }
    }
    const row = (what: string, ours: number, most?: number): Parameters<typeof table>[1][number] => ({ what, values: { ours }, ...(most && { bar: { most } }) }); // prettier-ignore
    const rows = [
      row('opened, small cell done; nothing kept', opened),
      row('first cell of notebook 2', first),
      row('its other cells, median', median(times), 200),
      row('its slowest other cell', Math.max(...times)),
      row('completion, median', median(asked.requestComplete), 150),
      row('hover, median', median(asked.requestInspect)),
    ];
    console.log(table('In Chromium, ms; cells without the run of their code', rows));
    return 0;
  } finally {
    await browser.close();
    await site.stop();
  }
}

/** Runs a cell. @returns milliseconds without those that its code runs */
async function run(page: Page, source: string): Promise<number> {
  const name = `began${Math.random().toString(36).slice(2)}`;
  const code = `const ${name} = performance.now();\n${source}\n;console.log('ran', performance.now() - ${name});`;
  return page.evaluate(async (code) => {
    const { kernel } = jupyterapp.shell.currentWidget!.sessionContext.session!;
    const began = performance.now();
    const future = kernel!.requestExecute({ code });
    let text = '';
    future.onIOPub = ({ content }) => (text += content.text ?? '');
    await future.done;
    const ran = /ran ([\d.]+)\s*$/.exec(text)?.[1];
    if (ran === undefined) throw new Error(`A cell fails: ${code}`);
    return performance.now() - began - Number(ran);
  }, code);
}

async function ask(
  page: Page,
  method: 'requestComplete' | 'requestInspect',
  code: string,
): Promise<number> {
  return page.evaluate(
    async ([method, code]) => {
      const { kernel } = jupyterapp.shell.currentWidget!.sessionContext.session!;
      const began = performance.now();
      await kernel![method]({ code, cursor_pos: code.length, detail_level: 0 });
      return performance.now() - began;
    },
    [method, code] as const,
  );
}

runCommand(main);
