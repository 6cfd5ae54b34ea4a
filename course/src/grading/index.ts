export { confirmed } from './secondLooks/confirmed';
export type { AskedModel } from './secondLooks/network';
export { advice, gradingOf, specimensOf } from './Grading';
export { score, type Item, type ScoredItem, type WrittenItem } from './Item';
