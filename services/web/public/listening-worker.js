/**
 * Reads a microphone for a page without a sound output, served as it stands. A sender's frames are G.711 µ-law, 20 ms
 * each, as the telephone has them (WebRTC Encoded Transform, `RTCRtpScriptTransform`). They go to the page, and no
 * further.
 */
addEventListener('rtctransform', (event) => {
  const { readable } = /** @type {{ transformer: { readable: ReadableStream<{ data: ArrayBuffer }> } }} */ (
    /** @type {unknown} */ (event)
  ).transformer;
  const post = new WritableStream({
    write: ({ data }) => postMessage(new Uint8Array(data.slice(0))),
  });
  // It ends with the sender.
  readable.pipeTo(post).catch(() => undefined);
});
