interface Limit {
  readonly what: string;
  readonly value: number;
  /** The file that enforces it. */
  readonly enforcedBy: string;
}

const MiB = 2 ** 20;
const GiB = 2 ** 30;

/**
 * Every limit of grading. Each name ends in its unit; the README shows this table. The program that
 * examines answers inside the sandbox reads it too, so this file imports nothing.
 */
export const limitTable = {
  answerWallSeconds: row('any answer, until it is killed', 300, 'sandbox/sandboxed'),
  functionWallSeconds: row('functions; more where sandboxes start slowly', 30, 'exercise/training'),
  layerWallSeconds: row('layers, likewise', 60, 'exercise/training'),
  networkWallSeconds: row('networks, likewise', 120, 'exercise/training'),
  sandboxStartSeconds: row('start of a sandbox on a usual machine', 2, 'exercise/training'),
  answerCpuSeconds: row('processor time of an answer', 300, 'sandbox/sandboxed'),
  answerMemoryBytes: row('memory that an answer may write', 4 * GiB, 'sandbox/sandboxed'),
  answerFileBytes: row('each file that an answer writes', 64 * MiB, 'sandbox/sandboxed'),
  answerTmpBytes: row('all that an answer writes to /tmp', 256 * MiB, 'sandbox/sandboxed'),
  answerOutputBytes: row('output that is kept of an answer', 100_000, 'exercise/WarmKernel'),
  sandboxSpareSeconds: row(
    'a sandbox, beyond three times the time of its answer',
    60,
    'exercise/WarmKernel',
  ),
  measuringWallSeconds: row(
    'added for each network whose accuracy is measured',
    600,
    'exercise/training',
  ),
  kernelMessageBytes: row('a message of the kernel', 32 * MiB, 'exercise/WarmKernel'),
  kernelWaitingMessages: row('messages of the kernel that wait', 100, 'exercise/WarmKernel'),
  socketFolderBytes: row('what lies beside the kernel’s sockets', MiB, 'exercise/WarmKernel'),
  socketFolderFiles: row('files beside the kernel’s sockets', 50, 'exercise/WarmKernel'),
  judgeGraceMilliseconds: row('a judgement, after the answer’s deadline', 20_000, 'exercise/Judge'),
  judgeJudgements: row('judgements of one judge process', 200, 'exercise/Judge'),
  channelMessageBytes: row('a message between judge and answer', 256 * MiB, 'channel/Channel'),
  channelNestingLevels: row('nesting of a value in such a message', 8, 'channel/values'),
  channelTensorAxes: row('axes of a tensor in such a message', 6, 'channel/values'),
  answerListItems: row('items of a list that an answer returns', 1000, 'agent/Examinee'),
  graderMemoryBytes: row('needed by the grader itself', 768 * MiB, 'command/checkMachine'),
  jobMemoryBytes: row('needed by each job, with usual answers', 768 * MiB, 'command/checkMachine'),
  temporaryBytes: row('free space for temporary files', 128 * MiB, 'command/checkMachine'),
  reportsBytes: row('free space for the reports of a submission', MiB, 'command/checkMachine'),
  compilerMilliseconds: row('compiling one answer ahead', 20_000, 'place/Compiler'),
  compilerStartMilliseconds: row(
    'its start, and compiling the course’s cells',
    120_000,
    'place/Compiler',
  ),
  compilerAnswers: row('answers of one compiler process', 500, 'place/Compiler'),
  compilerSourceChars: row('cells that are compiled ahead', 200_000, 'place/Compiler'),
  compilerOutputChars: row('what the compiler returns', 16 * MiB, 'place/Compiler'),
  compilerMemoryBytes: row('memory of the compiler', 4 * GiB, 'sandbox/sandboxed'),
  compilerFileBytes: row('each file, and all files, of the compiler', MiB, 'sandbox/sandboxed'),
  notebookBytes: row('a notebook', 50 * MiB, 'submission/handedFiles'),
  notebookParts: row(
    'objects and lists in all notebooks of a submission',
    1_000_000,
    'submission/readSubmission',
  ),
  notebookCells: row('code cells of a notebook', 1000, 'submission/HandIn'),
  archiveBytes: row('an archive', 200 * MiB, 'submission/handedFiles'),
  handedInFiles: row('files of a submission', 10_000, 'submission/handedFiles'),
  unpackedBytes: row('all that is read of a submission', 400 * MiB, 'submission/handedFiles'),
  codeFileBytes: row('a file of code beside a notebook', MiB, 'submission/handedFiles'),
  besideBytes: row('all code beside a notebook', 4 * MiB, 'submission/readSubmission'),
  besideFiles: row('files of code beside a notebook', 50, 'submission/readSubmission'),
  weightsBytes: row('saved weights of a network', 32 * MiB, 'submission/handedFiles'),
  noteChars: row('a student’s text in reports', 2000, 'results/SubmissionResult'),
  studentNameChars: row('a student’s name from Gradescope', 80, 'gradescope/studentOf'),
  graderOutputBytes: row('output of the grader on Gradescope', 64 * MiB, 'gradescope/run'),
  markBytes: row('a mark that the page sends', 100_000, 'written/WrittenPages'),
  commentChars: row('a comment on a written answer', 5000, 'written/WrittenPages'),
  pictureBytes: row('a picture beside a notebook', 20 * MiB, 'submission/handedFiles'),
  picturesBytes: row('all pictures of a submission', 60 * MiB, 'submission/handedFiles'),
  writtenCellBytes: row('a cell whose pictures are shown', 30 * MiB, 'written/page/renderPage'),
  answerShownChars: row('an answer on its student’s page', 20_000, 'batch/writtenResult'),
  writtenAnswerChars: row(
    'what is rendered of a written answer',
    100_000,
    'written/page/renderPage',
  ),
} as const;

/** The limits by name. */
export const limits = Object.fromEntries(
  Object.entries(limitTable).map(([name, { value }]) => [name, value]),
) as { readonly [Name in keyof typeof limitTable]: number };

/** What a program in a sandbox may use. */
export interface Limits {
  cpuSeconds: number;
  /** Until it is killed. */
  wallSeconds: number;
  /** That it may write. */
  memoryBytes: number;
  /** Of each file that it writes. */
  fileBytes: number;
  /** Of all that it writes to `/tmp`. */
  tmpBytes: number;
}

/** Enough for every answer of the course, on a slow machine. */
export const usualLimits: Limits = {
  cpuSeconds: limits.answerCpuSeconds,
  wallSeconds: limits.answerWallSeconds,
  memoryBytes: limits.answerMemoryBytes,
  fileBytes: limits.answerFileBytes,
  tmpBytes: limits.answerTmpBytes,
};

function row(what: string, value: number, enforcedBy: string): Limit {
  return { what, value, enforcedBy };
}
