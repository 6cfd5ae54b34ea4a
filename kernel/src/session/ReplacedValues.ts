export class ReplacedValues {
  watch(_old: unknown): void {}
  collectWhenIdle(_isIdle: () => boolean): void {}
}
