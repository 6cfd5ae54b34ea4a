/** What the package needs of the platform it runs on. */
export interface Platform {
  /** Whether notebooks train on a small part of the data. */
  isQuickRun(): boolean;
  /**
   * The place where a training is kept beside its notebook. What was kept of other trainings under
   * the same name is removed.
   *
   * @param name of the training, such as '3.2'
   * @param identity what the training depends on
   */
  keptTraining(name: string, identity: string): KeptTraining;
}

/** Where a training is kept. */
export interface KeptTraining {
  /** A path or another name, as `train` of `equivariant` takes it for its checkpoint. */
  file: string;
  /** Whether there is something already. */
  exists: boolean;
}
