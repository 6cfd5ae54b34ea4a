/** The backends that can train this library's models. */
export const backends = ['native', 'webgpu', 'wasm'] as const;
/** A backend's name. */
export type BackendName = (typeof backends)[number];

/** What the loader of a backend may do. */
export interface LoadOptions {
  /** Whether a program that emulates a GPU, such as SwiftShader, is good enough. */
  software: boolean;
}

/**
 * Makes TensorFlow.js use a backend.
 *
 * @returns what computes, in words
 * @throws Error if the backend does not work here
 */
export type LoadBackend = (options: LoadOptions) => Promise<string>;

/** What this library needs from the program that runs it: everything else runs anywhere. */
export interface Platform {
  /** The backends that this platform may have. */
  readonly loaders: Readonly<Partial<Record<BackendName, LoadBackend>>>;
  /** What to do where no backend works, in a sentence. */
  readonly remedy: string;
  /** What the user has set; read anew each time. */
  settings(): Settings;
  /** Yields to the event loop, so that displays are updated and interrupts arrive. */
  nextTurn(): Promise<void>;
  /**
   * Calls the listener when the user asks to stop (Ctrl-C, a notebook's Stop button). Until it is
   * released, such a request does not end the program.
   *
   * @returns a function that releases the listener
   */
  onInterrupt(listener: () => void): () => void;
  /** The file's content; undefined if there is no such file. */
  readFile(path: string): Uint8Array | undefined;
  /** Replaces the file as a whole: a reader always finds the old content or the new. */
  writeFile(path: string, content: Uint8Array): void;
  /** The SHA-256 digest, in hexadecimal. */
  sha256(content: Uint8Array): string;
}

/** What a user can set. */
export interface Settings {
  /** The backend to use; undefined for the best one. */
  backend: string | undefined;
  /** Whether this library's own kernels replace slower ones of TensorFlow.js. */
  fastKernels: boolean;
}
