import { decode } from 'fast-png';
import { Canvas2d } from './Canvas2d';

const prefix = 'data:image/png;base64,';
const pixelsOf = (url: string): number[][] => {
  expect(url.startsWith(prefix)).toBe(true);
  const { width, channels, data } = decode(Buffer.from(url.slice(prefix.length), 'base64'));
  expect([width, channels]).toEqual([3, 4]);
  return Array.from({ length: data.length / 4 }, (_, i) => [...data.subarray(4 * i, 4 * i + 4)]);
};

test('a rectangle colours the pixels inside it, and only those on the canvas', () => {
  const canvas = new Canvas2d(3, 2);
  canvas.fillStyle = 'rgba(10, 20, 30, 0.4)';
  canvas.fillRect(1, -5, 99, 6);
  const [empty, filled] = [
    [0, 0, 0, 0],
    [10, 20, 30, 102],
  ];
  expect(pixelsOf(canvas.toDataURL())).toEqual([empty, filled, filled, empty, empty, empty]);
});

test('image data replaces every pixel, and the same pixels give the same file', () => {
  const canvas = new Canvas2d(3, 2);
  const image = canvas.createImageData(3, 2);
  image.data.forEach((_, i) => (image.data[i] = 10 * i));
  canvas.putImageData(image);
  const first = canvas.toDataURL();
  expect(pixelsOf(first).flat()).toEqual([...image.data]);
  expect(canvas.toDataURL()).toBe(first);
});
