import { spawn, execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';

/** Serves the git repositories of a folder by HTTP, with git's own backend. Arguments: the folder, the port. */
const [folder = '.', port = '3000'] = process.argv.slice(2);
const backend = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn(backend, {
    env: {
      ...process.env,
      ...{ GIT_PROJECT_ROOT: folder, GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: pathname },
      ...{ QUERY_STRING: searchParams.toString(), REQUEST_METHOD: request.method },
      ...{ CONTENT_TYPE: request.headers['content-type'] ?? '', REMOTE_ADDR: '127.0.0.1' },
      ...{ HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '' },
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  request.pipe(child.stdin);
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.on('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const headers = output.subarray(0, end).toString().split('\r\n');
    const status = headers.find((line) => line.startsWith('Status: '))?.slice('Status: '.length);
    response.statusCode = Number.parseInt(status ?? '200', 10);
    for (const line of headers.filter((one) => !one.startsWith('Status: '))) {
      const [name = '', value = ''] = line.split(': ');
      response.setHeader(name, value);
    }
    response.end(output.subarray(end + 4));
  });
}).listen(Number(port), '127.0.0.1');
