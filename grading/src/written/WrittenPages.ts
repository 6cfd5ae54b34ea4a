import { timingSafeEqual } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { NONCE, secureHeaders, type SecureHeadersVariables } from 'hono/secure-headers';
import { z } from 'zod';
import { limits } from '../limits';
import { isWrittenNumber } from 'course';
import { gradingOf } from 'course/grading';
import { hashOfAnswer, readMarks, saveMark, type Mark, type WrittenAnswer } from './marks';
import type { ModelAnswers } from './modelAnswers';
import type { Question } from './orderAnswers';
import { addressOf, renderEmptyPage, renderPage } from './page/renderPage';
import { script } from './page/script';
import { style } from './page/style';
import { firstPlace, viewOf, type Place } from './View';

/** What the page shows, and who may ask for it. */
export interface PagesOptions {
  questions: readonly Question[];
  /** The course's own answers. */
  models: ModelAnswers;
  /** The file of marks. */
  file: string;
  /** The host and port in the page's address: `127.0.0.1:8080`. */
  host: string;
  /** The first part of every path; without it nothing is answered. */
  token: string;
}

interface Env {
  Bindings: HttpBindings;
  Variables: SecureHeadersVariables;
}

/** The page for grading written answers. */
export function writtenPages({ questions, models, file, host, token }: PagesOptions): Hono<Env> {
  const base = `/${token}/`;
  const css = style();
  const app = new Hono<Env>({ strict: false });
  app.onError((error, context) =>
    context.text(error.message, error instanceof HTTPException ? error.status : 500),
  );
  app.notFound((context) =>
    ['GET', 'POST'].includes(context.req.method)
      ? context.text('There is no such page.', 404)
      : context.text('There is nothing but GET and POST.', 405),
  );
  app.use(lockDown);
  app.use(async ({ header }, next) => {
    header('Cache-Control', 'no-store');
    await next();
  });
  // Other users of the machine do not know the token. Another web page that gives this address a
  // name of its own is recognized by that name in `Host`, or by its own in `Origin`.
  app.use(async ({ req }, next) => {
    const origin = req.header('origin') ?? `http://${host}`;
    const isOwn = req.header('host') === host && origin === `http://${host}`;
    if (!isOwn || !isSame(req.path.split('/')[1] ?? '', token)) {
      refuse(403, 'Use the whole address that the command has printed.');
    }
    await next();
  });
  // One request at a time: a page that is requested after a change shows the change.
  let before = Promise.resolve();
  app.use(async (_, next) => {
    const turn = before.then(next);
    before = turn.catch(() => undefined);
    await turn;
  });

  app.get('/:token/style.css', ({ body }) => body(css, 200, { 'Content-Type': cssType }));
  app.get('/:token/script.js', ({ body }) => body(script, 200, { 'Content-Type': scriptType }));
  app.get('/:token', (context) => {
    const first = firstPlace(questions, readMarks(file));
    if (first) return context.redirect(addressOf(first, base));
    return context.html(renderEmptyPage({ base, nonce: context.get('secureHeadersNonce')! }));
  });
  app.get('/:token/:exercise/:at', (context) => {
    const place = placeOf(context.req.param());
    const view = viewOf(questions, readMarks(file), place) ?? refuse(404, noAnswer);
    const frame = { base, nonce: context.get('secureHeadersNonce')! };
    return context.html(renderPage(view, models[place.exercise] ?? '', frame));
  });
  app.post('/:token/:exercise/:at', isJson, isShort, async (context) => {
    const { exercise, at } = placeOf(context.req.param());
    const question = questions.find((one) => one.exercise === exercise);
    const answer = question?.answers[at - 1] ?? refuse(404, noAnswer);
    const content: unknown = await context.req.json().catch((error: Error) => {
      refuse(400, `Expected JSON: ${error.message}.`);
    });
    saveMark(file, markFor(answer, content));
    return context.body(null, 204);
  });
  return app;
}

const cssType = 'text/css; charset=utf-8';
const scriptType = 'text/javascript; charset=utf-8';
const noAnswer = 'There is no such answer.';

/** Lets nothing run but the script with the page's nonce, and nothing be loaded from elsewhere. */
const lockDown = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: [NONCE],
    styleSrc: ["'self'"],
    // For formulas.
    styleSrcAttr: ["'unsafe-inline'"],
    imgSrc: ['data:'],
    fontSrc: ['data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  strictTransportSecurity: false,
});

/** Any web page could send a form, but not this content type. */
const isJson: MiddlewareHandler = async ({ req }, next) => {
  if (req.header('content-type') !== 'application/json') refuse(400, 'Expected application/json.');
  await next();
};

const isShort = bodyLimit({
  maxSize: limits.markBytes,
  onError: () => refuse(400, `Expected at most ${limits.markBytes} bytes.`),
});

function refuse(status: 400 | 403 | 404 | 409, message: string): never {
  throw new HTTPException(status, { message });
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function placeOf({ exercise = '', at = '' }: { exercise?: string; at?: string }): Place {
  if (!isWrittenNumber(exercise) || !/^[1-9]\d*$/.test(at)) {
    refuse(404, 'There is no such page.');
  }
  return { exercise, at: Number(at) };
}

function markFor(answer: WrittenAnswer, content: unknown): Mark {
  const sent = z.looseObject({ answer: z.unknown() }).safeParse(content);
  if (!sent.success) refuse(400, 'Expected a mark.');
  if (sent.data.answer !== hashOfAnswer(answer)) {
    refuse(409, 'The answer has changed since the page was loaded; load it anew.');
  }
  const { student, exercise } = answer;
  const count = gradingOf(exercise).items.length;
  const mark = z
    .object({
      answer: z.string(),
      items: z.array(z.boolean()).length(count),
      comment: z.string().max(limits.commentChars),
      done: z.boolean(),
    })
    .safeParse(content);
  if (!mark.success) {
    refuse(400, `Expected ${count} items, a comment, and whether the answer is graded.`);
  }
  return { student, exercise, ...mark.data };
}
