/** Hands a text to the browser's downloads. */
export function downloadFile({ name, type, text }: { name: string; type: string; text: string }): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // By now the download has begun, and it holds the blob itself.
  URL.revokeObjectURL(address);
}
