import type { CodeNumber } from 'course';
import type { Status } from 'course-grading';

/** What an attack would like to reach, as somebody knows it who has read this project and seen the grader's machine. */
export interface Target {
  /** A file of the instructor that holds a secret. */
  secretFile: string;
  /** A file of the instructor that nobody may change. */
  preciousFile: string;
  /** A socket that other programs of this machine listen at. */
  socketFile: string;
  /** The same, without a file: its name begins with a zero byte, which is left out here. */
  abstractSocket: string;
  /** Ports of this machine. */
  tcpPort: number;
  udpPort: number;
  /** The project's folder. */
  project: string;
  /** What another student has handed in: all of it is right. */
  neighbour: string;
  /** Where the marks are written. */
  out: string;
}

/** A submission that tries to get what it has not earned, or to do harm. */
export interface Attack {
  /** Also the student's name. */
  name: string;
  /** What it tries, in a sentence. */
  tries: string;
  /** Its answers, by grade id. The rest of the notebooks is as it was released. */
  answers?: (target: Target) => Readonly<Record<string, string>>;
  /** Or the submission is written by this, at a path of this folder: `join(folder, student)`, or an archive of that name. */
  handIn?: (folder: string, student: string, target: Target) => void;
  /** What it has earned all the same, of each exercise: no points, if it is not named here. */
  mayEarn?: Readonly<Partial<Record<CodeNumber, number>>>;
  /** Whether it is code that a compiler may refuse; else it must have run, or it has tried nothing. */
  mayNotCompile?: true;
  /** How its exercises may end; anything, if they are not named here. */
  statuses?: Readonly<Partial<Record<CodeNumber, readonly Status[]>>>;
}

/** A theme of the bank. */
export interface Theme {
  name: string;
  attacks: readonly Attack[];
}

/** Said by an attack that has got what it must not have. Its code does not contain these words in a row. */
export const confession = 'STOLEN from';
