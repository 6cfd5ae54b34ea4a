import type { Answers, Part } from '../answers';

/** A right answer, written in another way than the course's own. */
export interface RightAnswer<Answer> {
  /** How it is written, in words. */
  name: string;
  answer: Answer;
}

/** A wrong answer, with one idea wrong. */
export interface WrongAnswer<Answer> extends RightAnswer<Answer> {
  /** What one of the hints must say. */
  hint: RegExp;
}

/** The answers to one part that its check must tell apart. */
export interface Specimens<P extends Part> {
  right: RightAnswer<Answers[P]>[];
  wrong: WrongAnswer<Answers[P]>[];
}
