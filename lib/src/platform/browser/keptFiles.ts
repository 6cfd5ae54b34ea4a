const table = 'files';

/**
 * Files that outlive the page, such as the state of a training: in memory, so that they can be read
 * and written at once, and behind it in the browser's storage (IndexedDB), in the order of writing.
 */
export class KeptFiles {
  /** Told, in a sentence, when a file could not be stored. */
  onProblem: (sentence: string) => void = (sentence) => console.warn(sentence);

  private readonly files = new Map<string, Uint8Array>();
  /** Written, but not in the storage. */
  private readonly unsaved = new Set<string>();
  private database: IDBDatabase | undefined;

  /** Reads the files of earlier visits. Without storage, files last as long as the page. */
  async open(name = 'course-files'): Promise<void> {
    try {
      const opening = indexedDB.open(name, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(table);
      this.database = await result(opening);
      this.database.onversionchange = () => this.database?.close();
      const store = this.database.transaction(table).objectStore(table);
      const [paths, contents] = await Promise.all([
        result(store.getAllKeys()),
        result(store.getAll() as IDBRequest<Uint8Array[]>),
      ]);
      paths.forEach((path, i) => this.files.set(path as string, contents[i]!));
    } catch (error) {
      this.database = undefined;
      console.warn(`What you train is not kept: ${String(error)}`);
    }
  }

  /** The paths of all files. */
  paths(): string[] {
    return [...this.files.keys()];
  }

  /** The file's content; undefined if there is no such file. */
  read(path: string): Uint8Array | undefined {
    return this.files.get(path);
  }

  /** Replaces the file as a whole: the next visit finds the old content or the new. */
  write(path: string, content: Uint8Array): void {
    this.files.set(path, content.slice());
    this.save(path);
  }

  /** Removes the file, if there is one. The space may be enough for one that found none before. */
  remove(path: string): void {
    if (!this.files.delete(path)) return;
    this.unsaved.delete(path);
    this.change((store) => store.delete(path))
      .then(() => [...this.unsaved].forEach((other) => this.save(other)))
      .catch((error: unknown) => this.onProblem(`${path} could not be deleted: ${String(error)}`));
  }

  private save(path: string): void {
    const content = this.files.get(path);
    this.change((store) => store.put(content, path)).then(
      () => this.unsaved.delete(path),
      (error: unknown) => {
        if (this.files.get(path) !== content || this.unsaved.has(path)) return;
        this.unsaved.add(path);
        const full = error instanceof DOMException && error.name === 'QuotaExceededError';
        const why = full ? 'your browser has no space left for this site' : String(error);
        this.onProblem(
          `${path} is kept only until you close or reload this page: ${why}. ` +
            'Download your work, delete what you do not need, then run the cell again.',
        );
      },
    );
  }

  /** One transaction; later ones on the same files wait for it. */
  private change(action: (store: IDBObjectStore) => unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.database) throw new Error('this browser stores nothing');
      const transaction = this.database.transaction(table, 'readwrite');
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('it was interrupted'));
      action(transaction.objectStore(table));
      // Now, since the worker may not come to rest for long, or may be ended before.
      transaction.commit();
    });
  }
}

/** The files of this site. */
export const keptFiles = new KeptFiles();

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the storage does not answer'));
  });
}
