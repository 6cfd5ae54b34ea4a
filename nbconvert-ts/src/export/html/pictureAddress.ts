/**
 * @param type - a MIME type
 * @param data - what a notebook holds under it
 * @returns the `data:` address of the picture, in which no script runs; undefined where it is not a picture
 */
export function pictureAddress(type: string, data: unknown): string | undefined {
  if (typeof data !== 'string') return undefined;
  if (type === 'image/svg+xml')
    return `data:${type};base64,${Buffer.from(data).toString('base64')}`;
  if (!/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(type)) return undefined;
  const base64 = data.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]+=*$/.test(base64) ? `data:${type};base64,${base64}` : undefined;
}
