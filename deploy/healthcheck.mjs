/** A container's health: whether the service in it takes work. Slim images have no curl, but they have Node.js. */
const answer = await fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`, {
  signal: AbortSignal.timeout(2_500),
}).catch((error) => ({ ok: false, status: error.cause?.code ?? error.name }));
if (!answer.ok) {
  process.stderr.write(`not ready: ${answer.status}\n`);
  process.exit(1);
}
