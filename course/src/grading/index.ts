export { confirmed } from './secondLooks/secondLooks';
export type { AskedModel } from './secondLooks/network';
export { advice, gradingOf, specimensOf } from './Grading';
export { score, type Item, type ScoredItem, type WrittenItem } from './Item';
