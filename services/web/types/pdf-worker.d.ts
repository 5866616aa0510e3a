/** pdfjs-dist describes its API alone. Its worker part is loaded as it is and given to it. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown;
}
