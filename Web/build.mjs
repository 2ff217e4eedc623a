// Bundles the client into wwwroot/build. Names in build/h/ carry a hash of their content, so they may be cached for ever;
// app.js and site.css keep stable names for the pages and are fingerprinted by the server's static asset manifest.
import { rmSync } from "node:fs";
import { build } from "esbuild";

const out = "wwwroot/build";
rmSync(out, { recursive: true, force: true });

const common = { bundle: true, minify: true, logLevel: "warning", outdir: out, legalComments: "none" };

await build({
  ...common,
  entryPoints: { app: "Client/main.ts" },
  format: "esm",
  splitting: true,
  target: "es2022",
  chunkNames: "h/[name]-[hash]",
});

// No target here: light-dark() must reach the browser as written, it is what makes the dark theme.
await build({
  ...common,
  entryPoints: { site: "Styles/site.css" },
  loader: { ".woff2": "file" },
  assetNames: "h/[name]-[hash]",
});
