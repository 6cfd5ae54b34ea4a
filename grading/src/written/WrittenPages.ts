import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { hashOf } from 'course-notebooks/dist/manifest';
import { writtenRubric, type WrittenExercise } from '../rubric/written';
import { isAllowed } from './guard';
import { type Mark, readMarks, saveMark, type WrittenAnswer } from './marks';
import type { ModelAnswers } from './modelAnswers';
import type { Question } from './orderAnswers';
import { longestComment } from './page/keys';
import { addressOf, renderEmptyPage, renderPage } from './page/renderPage';
import { script } from './page/script';
import { style } from './page/style';
import { readJson } from './readJson';
import { firstPlace, viewOf, type Place } from './View';

/** Why a request is not answered as it asks. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const html = 'text/html; charset=utf-8';

/** Answers the requests of the page on which written answers are graded. */
export class WrittenPages {
  private readonly css = style();
  private readonly base: string;
  /** What was asked before: a page that is asked for after a change shows the change. */
  private before = Promise.resolve();

  /**
   * @param models the course's own answers
   * @param file of marks
   * @param host by which the page is asked for
   * @param token without which nothing is answered
   */
  constructor(
    private readonly questions: readonly Question[],
    private readonly models: ModelAnswers,
    private readonly file: string,
    private readonly host: string,
    private readonly token: string,
  ) {
    this.base = `/${token}/`;
  }

  /** Answers a request, whatever it is. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.setHeader('Cache-Control', 'no-store');
    try {
      if (!isAllowed(request, this.host, this.token)) {
        throw new Refusal(403, 'Use the whole address that the command has printed.');
      }
      const turn = this.before.then(() => this.serve(request, response));
      this.before = turn.catch(() => undefined);
      await turn;
    } catch (error) {
      const status = error instanceof Refusal ? error.status : 500;
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end((error as Error).message);
    }
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url!.slice(this.base.length);
    if (request.method === 'POST') await this.save(path, request, response);
    else if (request.method === 'GET') this.show(path, response);
    else throw new Refusal(405, 'There is nothing but GET and POST.');
  }

  private show(path: string, response: ServerResponse): void {
    if (path === 'style.css') send(response, 'text/css; charset=utf-8', this.css);
    else if (path === 'script.js') send(response, 'text/javascript; charset=utf-8', script);
    else if (path === '') this.showFirst(response);
    else this.showPlace(placeOf(path), response);
  }

  private showFirst(response: ServerResponse): void {
    const first = firstPlace(this.questions, readMarks(this.file));
    if (first) {
      response.writeHead(302, { Location: addressOf(first, this.base) });
      response.end();
    } else send(response, html, renderEmptyPage({ base: this.base, nonce: lockDown(response) }));
  }

  private showPlace(place: Place, response: ServerResponse): void {
    const view = viewOf(this.questions, readMarks(this.file), place);
    if (!view) throw new Refusal(404, 'There is no such answer.');
    const frame = { base: this.base, nonce: lockDown(response) };
    send(response, html, renderPage(view, this.models[place.exercise], frame));
  }

  private async save(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { exercise, at } = placeOf(path);
    const question = this.questions.find((one) => one.exercise === exercise);
    const answer = question?.answers[at - 1];
    if (!answer) throw new Refusal(404, 'There is no such answer.');
    const content = await readJson(request).catch((error: Error) => {
      throw new Refusal(400, error.message);
    });
    saveMark(this.file, markFor(answer, content));
    response.writeHead(204);
    response.end();
  }
}

/** Lets nothing run but the script with the nonce that is returned, and nothing be loaded from elsewhere. */
function lockDown(response: ServerResponse): string {
  const nonce = randomBytes(16).toString('base64');
  response.setHeader(
    'Content-Security-Policy',
    [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      "style-src 'self'",
      // Of formulas.
      "style-src-attr 'unsafe-inline'",
      'img-src data:',
      'font-src data:',
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  );
  return nonce;
}

function send(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'Content-Type': type });
  response.end(text);
}

function placeOf(path: string): Place {
  const [exercise = '', at = '', ...rest] = path.split('/');
  if (!Object.hasOwn(writtenRubric, exercise) || !/^[1-9]\d*$/.test(at) || rest.length > 0) {
    throw new Refusal(404, 'There is no such page.');
  }
  return { exercise: exercise as WrittenExercise, at: Number(at) };
}

function markFor({ student, exercise, source }: WrittenAnswer, content: unknown): Mark {
  if (typeof content !== 'object' || content === null) throw new Refusal(400, 'Expected a mark.');
  const { answer, items, comment, done } = content as Record<string, unknown>;
  if (answer !== hashOf(source)) {
    throw new Refusal(409, 'The answer that the page shows is not this one; load it anew.');
  }
  const isRubric =
    Array.isArray(items) &&
    items.length === writtenRubric[exercise].length &&
    items.every((item) => typeof item === 'boolean');
  const isComment = typeof comment === 'string' && comment.length <= longestComment;
  if (!isRubric || !isComment || typeof done !== 'boolean') {
    throw new Refusal(
      400,
      `Expected ${writtenRubric[exercise].length} items, a comment, and whether the answer is graded.`,
    );
  }
  return { student, exercise, answer, items, comment, done };
}
