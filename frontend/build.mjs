// Compiles the style sheet and the scripts and copies fonts and htmx to where they are served.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { compile } from "sass";

const served = "../sightline/govuk/static/govuk";
const fonts = "node_modules/@fontsource/atkinson-hyperlegible-next";
mkdirSync(`${served}/fonts`, { recursive: true });

const { css } = compile("sass/sightline.scss", {
  loadPaths: ["node_modules/govuk-frontend/dist"],
  quietDeps: true,
  style: "compressed",
});
for (const forbidden of ["GDS Transport", "GOV.UK", "crown"]) {
  if (css.includes(forbidden)) throw new Error(`The style sheet mentions ${forbidden}.`);
}
writeFileSync(`${served}/sightline.css`, css);

await build({ entryPoints: ["js/sightline.js"], outdir: served, bundle: true, format: "esm", minify: true, target: "es2020", legalComments: "none" });
copyFileSync("js/supported.js", `${served}/supported.js`);
for (const image of ["favicon.svg", "mark.svg"]) copyFileSync(`images/${image}`, `${served}/${image}`);

for (const weight of [400, 700]) {
  for (const script of ["latin", "latin-ext"]) {
    const file = `${fonts}/files/atkinson-hyperlegible-next-${script}-${weight}-normal.woff2`;
    copyFileSync(file, `${served}/fonts/${basename(file)}`);
  }
}
copyFileSync(`${fonts}/LICENSE`, `${served}/fonts/OFL.txt`);
copyFileSync("node_modules/htmx.org/dist/htmx.min.js", `${served}/htmx.min.js`);

const versions = JSON.parse(readFileSync("package.json", "utf8")).devDependencies;
console.log(`Built with ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ")}`);
