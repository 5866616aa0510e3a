import { once } from 'node:events';
import { connect } from 'node:net';

/** What a server says to these bytes, up to the end of the head, within 3 s. The request need not be complete. */
export async function answerToBytes(url: string, ...parts: (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  try {
    for (const part of parts) socket.write(part);
    let answer = '';
    const signal = AbortSignal.timeout(3_000);
    while (!answer.includes('\r\n\r\n')) {
      const [chunk] = (await once(socket, 'data', { signal })) as [Buffer];
      answer += chunk.toString();
    }
    return answer;
  } finally {
    socket.destroy();
  }
}
