// Preloaded into VS Code's server. Answers two requests that the browser workbench makes and this server does not know:
//   POST …/mint-key        half of the key that seals SecretStorage in the browser; without it no secret survives a reload
//   GET  …/proxy/PORT/…    where the workbench sends links to this computer's own ports; redirected to the port itself
const { randomBytes } = require("node:crypto");
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");

/** The 32 bytes of this data folder; made on first use. */
function mintKey(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    fs.writeFileSync(file, randomBytes(32), { mode: 0o600 });
    return fs.readFileSync(file);
  }
}

function answer(request, response, keyFile) {
  const [route, query] = (request.url ?? "").split("?", 2);
  if (request.method === "POST" && route.endsWith("/mint-key")) {
    request.resume();
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(mintKey(keyFile));
    return true;
  }
  const proxied = /\/proxy\/(\d{1,5})(\/.*)?$/.exec(route);
  if (!proxied) return false;
  const location = `http://127.0.0.1:${proxied[1]}${proxied[2] ?? "/"}${query === undefined ? "" : `?${query}`}`;
  request.resume();
  response.writeHead(307, { location }).end();
  return true;
}

if (process.argv[1]?.endsWith("server-main.js")) {
  const data = process.argv[process.argv.indexOf("--server-data-dir") + 1];
  const keyFile = path.join(data, "mint-key");
  const emit = http.Server.prototype.emit;
  http.Server.prototype.emit = function (event, ...rest) {
    if (event === "request" && answer(rest[0], rest[1], keyFile)) return true;
    return emit.call(this, event, ...rest);
  };
}
