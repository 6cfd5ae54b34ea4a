/** What the package needs from the platform it runs on. */
export interface Platform {
  /** How much notebooks train, if not everything: `1` or `middle`. */
  wantedPlan(): string | undefined;
  /**
   * Where a training run is saved, beside its notebook. Removes other runs of the same name.
   *
   * @param name of the run, such as '3.2'
   * @param identity what the run depends on
   */
  keptTraining(name: string, identity: string): KeptTraining;
  /** A file that comes with the course, from its folder `stored/`. */
  stored(file: string): Uint8Array;
}

/** Where a training run is saved. */
export interface KeptTraining {
  /** A path, or whatever else `train` of `equivariant` takes as its checkpoint. */
  file: string;
  /** Whether a run has been saved there. */
  exists: boolean;
}
