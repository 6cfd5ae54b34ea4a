/** Why findings may not be what they seem, and how that is found out. */
export interface Doubt {
  /** The properties, by how the judge calls them. */
  about: RegExp;
  /** @throws Error that says what is wrong, if they do not hold after all */
  confirm: () => void;
}
