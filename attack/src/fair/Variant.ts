import type { CodeNumber } from 'course';
import type { StudentNotebook } from './StudentNotebook';

/** A notebook whose answer passes its own check, since it depends on what stands around it. */
export interface Variant {
  name: string;
  exercise: CodeNumber;
  change: (notebook: StudentNotebook) => void;
  /** Files beside the notebook. */
  files?: Readonly<Record<string, string>>;
  /** Whether the grader can't reach what the notebook has, and must say so. */
  needsPerson?: true;
  /** Whether its own check fails as well, and the grader gives no more than it earns. */
  fails?: true;
}
