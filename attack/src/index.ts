export type { Attack, Theme } from './Attack';
export { bank } from './bank';
export { runAttacks, type AttackOutcome, type Outcome, type RunOptions } from './runAttacks';
