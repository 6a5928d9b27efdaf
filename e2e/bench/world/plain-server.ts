import { createServer } from 'node:http';

/** About as long as what DescribeSecret answers. */
const ANSWER = 'x'.repeat(900);

/** What Node's HTTP can do without anything of ours: takes a request whole and answers it with the same bytes each time. */
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': ANSWER.length });
    response.end(ANSWER);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`ready on http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}\n`);
});
