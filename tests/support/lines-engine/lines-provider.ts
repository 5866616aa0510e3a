import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * A provider with a protocol of its own: lines of text over TCP, a word and what belongs to it, percent-encoded. It
 * has no JSON, no ids, no list of items and no answers that overlap.
 *
 *     from the engine                      to the engine
 *     BRIEF <instructions>                 HELLO on its own, BRIEFED
 *     HEAR <base64>, TURN                  VOICE, PAUSE, TOLD <words>
 *     SPEAK, HUSH                          BEGIN, SAY <words>, SOUND <base64>, BYE, DONE <tokens>
 *     NOTE <text>, PAST <speaker> <text>
 */
export interface LinesProvider {
  readonly port: number;
  /** What each session was sent, without the audio, in order. */
  readonly received: readonly (readonly string[])[];
  readonly openSessions: number;
  /** Cuts the connection of the session that was sent this. */
  cut(session: readonly string[]): void;
  close(): Promise<void>;
}

export interface LinesScript {
  /** One after another, over all sessions. `bye`: the interview ends with this one. */
  answers: readonly { text: string; bye?: boolean }[];
  /** What is understood of the candidate, turn by turn. */
  heard: readonly string[];
}

/** Frames of 20 ms without a voice that end a turn. */
const framesOfPause = 15;
/** Half a second of a voice, in pieces of 100 ms. */
const voice = Buffer.from(Uint8Array.from({ length: 800 }, (_, index) => (index % 16 < 8 ? 0x90 : 0x10)));
const pieces = Array.from({ length: 5 }, () => voice.toString('base64'));
const tokensOfAnswer = 1_000;
const isSilent = (payload: string) => Buffer.from(payload, 'base64').every((byte) => byte === 0xff);

/** Starts the provider on a free port of this machine. */
export async function startLinesProvider(script: LinesScript): Promise<LinesProvider> {
  const answers = [...script.answers];
  const heard = [...script.heard];
  const received: (readonly string[])[] = [];
  const sockets: Socket[] = [];

  function serve(socket: Socket): void {
    const lines: string[] = [];
    let quietFrames = Number.POSITIVE_INFINITY;
    received.push(lines);
    sockets.push(socket);
    socket.on('error', () => {});
    const write = (word: string, text = '') => socket.write(`${word} ${encodeURIComponent(text)}\n`);

    function hear(payload: string): void {
      const isBeginning = quietFrames > framesOfPause;
      if (!isSilent(payload)) {
        if (isBeginning) write('VOICE');
        quietFrames = 0;
      } else if (++quietFrames === framesOfPause) endTurn();
    }
    function endTurn(): void {
      quietFrames = Number.POSITIVE_INFINITY;
      write('PAUSE');
      write('TOLD', heard.shift() ?? '');
    }
    function speak(): void {
      const answer = answers.shift() ?? { text: 'I have nothing more to say.' };
      write('BEGIN');
      write('SAY', answer.text);
      for (const piece of pieces) write('SOUND', piece);
      if (answer.bye) write('BYE');
      write('DONE', String(tokensOfAnswer));
    }

    createInterface(socket).on('line', (line) => {
      const [word = '', ...rest] = line.split(' ').map(decodeURIComponent);
      if (word === 'HEAR') return hear(rest[0] ?? '');
      lines.push([word, ...rest].join(' '));
      if (word === 'BRIEF') write('BRIEFED');
      else if (word === 'TURN') endTurn();
      else if (word === 'SPEAK') speak();
    });
    write('HELLO');
  }

  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    get openSessions() {
      return sockets.filter(({ destroyed }) => !destroyed).length;
    },
    cut: (session) => void sockets[received.indexOf(session)]?.destroy(),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
