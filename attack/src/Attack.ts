import type { CodeNumber } from 'course';
import type { Status } from 'course-grading';

/** The targets of attacks, known to anyone who has read this project and seen the machine. */
export interface Target {
  /** An instructor's file with a secret. */
  secretFile: string;
  /** An instructor's file that nobody may change. */
  preciousFile: string;
  /** A socket on which another program of this machine listens. */
  socketFile: string;
  /** The same without a file: its name starts with a zero byte, which is left out here. */
  abstractSocket: string;
  /** Ports of this machine. */
  tcpPort: number;
  udpPort: number;
  /** The project's folder. */
  project: string;
  /** Another student's submission, in which everything is right. */
  neighbour: string;
  /** Where the marks are written. */
  out: string;
}

/** A submission that tries to earn what it does not deserve, or to do harm. */
export interface Attack {
  /** Also the name of the student. */
  name: string;
  /** What it tries, in a sentence. */
  tries: string;
  /** Its answers, by grade id. The rest of the notebooks is as released. */
  answers?: (target: Target) => Readonly<Record<string, string>>;
  /**
   * Or a function that writes the submission to `join(folder, student)`, or to an archive of that
   * name.
   */
  handIn?: (folder: string, student: string, target: Target) => void;
  /** What it may earn for each exercise: by default nothing. */
  mayEarn?: Readonly<Partial<Record<CodeNumber, number>>>;
  /** Whether the compiler may refuse it; any other attack must run, or it has tried nothing. */
  mayNotCompile?: true;
  /** How its exercises may end: by default in any way. */
  statuses?: Readonly<Partial<Record<CodeNumber, readonly Status[]>>>;
}

/** A theme of the bank. */
export interface Theme {
  name: string;
  attacks: readonly Attack[];
}

/** What a successful attack prints. Its source does not contain this text in one piece. */
export const confession = 'STOLEN from';
