/**
 * What a terminal would show: a backspace takes back a character, a carriage return the line.
 *
 * @param text - what was printed
 * @returns what is left to see
 */
export function overwrite(text: string): string {
  let result = text;
  let length: number;
  do {
    length = result.length;
    result = result.replace(/[^\n][\b]/g, '');
  } while (result.length < length);
  return result.replace(/[^\n]*\r(?=[^\n])/g, '');
}
