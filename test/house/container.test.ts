import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { readYaml, type Yaml } from "./read-yaml.ts";
import { repositoryFiles, root } from "./repository.ts";

const compose = readYaml(readFileSync(join(root, "docker-compose.yml"), "utf8"));
const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const app = service("app");
const db = service("db");

describe("docker-compose.yml", () => {
  it("publishes the service on loopback and nothing else", () => {
    expect(app.ports).toEqual(["127.0.0.1:8080:8080"]);
    expect("network_mode" in app || "expose" in app).toBe(false);
  });

  it("does not publish the database", () => {
    expect("ports" in db || "network_mode" in db).toBe(false);
    expect(db.networks).toEqual(["back"]);
    expect(at(compose, "networks", "back")).toEqual({ internal: "true" });
  });

  it("has these two services alone", () => {
    expect(Object.keys(map(compose.services))).toEqual(["app", "db"]);
  });

  it.each([
    ["app", app],
    ["db", db],
  ])("takes every privilege %s does not need", (_, one) => {
    expect(one.read_only).toBe("true");
    expect(one.cap_drop).toEqual(["ALL"]);
    expect(one.security_opt).toEqual(["no-new-privileges:true"]);
    expect(one.tmpfs).toEqual(expect.arrayContaining([expect.stringMatching(/^\/tmp:.*noexec/)]));
    expect("privileged" in one || "devices" in one || "pid" in one).toBe(false);
  });

  it("gives no capability back to the service, and the database only what its start script needs", () => {
    expect("cap_add" in app).toBe(false);
    expect(db.cap_add).toEqual(["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"]);
  });

  it("mounts named volumes only, never the host's folders or the engine's socket", () => {
    const mounts = [app, db].flatMap((one) => list(one.volumes)).map((mount) => mount.split(":")[0]);
    expect(mounts).toEqual(Object.keys(map(compose.volumes)));
  });

  it("runs the service as the user node", () => {
    expect(app.user).toBe("node");
  });

  it("waits for a healthy database", () => {
    expect(app.depends_on).toEqual({ db: { condition: "service_healthy" } });
    expect(at(db, "healthcheck", "test")).toEqual(["CMD-SHELL", expect.stringContaining("pg_isready")]);
    expect(list(at(app, "healthcheck", "test")).join(" ")).toContain("http://127.0.0.1:8080/live");
  });

  it("pins the database's image to a PostgreSQL of 15 or newer with PostGIS of 3.3 or newer", () => {
    const [, postgres, postgis] = /^postgis\/postgis:(\d+)-(\d+\.\d+)$/.exec(String(db.image)) ?? [];
    expect(Number(postgres)).toBeGreaterThanOrEqual(15);
    expect(Number(postgis)).toBeGreaterThanOrEqual(3.3);
  });

  it("holds no password", () => {
    expect(at(db, "environment", "POSTGRES_PASSWORD")).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
    expect(at(app, "environment", "DATABASE_URL")).toMatch(
      /^postgres:\/\/hexbeat:\$\{POSTGRES_PASSWORD:\?[^}]*\}@db:5432\//,
    );
    expect(readFileSync(join(root, ".env.example"), "utf8")).toMatch(/^POSTGRES_PASSWORD=$/m);
  });

  it("sets only what the service reads, and the service accepts it", () => {
    const environment = Object.fromEntries(
      Object.entries(map(app.environment)).map(([name, value]) => [
        name,
        String(value).replace(/\$\{HEXBEAT_DEMO:-(\w+)\}/, "$1"),
      ]),
    );
    const config = readConfig(environment);
    expect(config.host).toBe("0.0.0.0");
    expect(config.port).toBe(8080);
    expect(config.dataDir).toBe("/var/lib/hexbeat");
    expect(app.volumes).toEqual([`hexbeat-data:${config.dataDir}`]);
  });

  it("alone lifts the rule that only loopback is served", () => {
    const lifting = repositoryFiles()
      .filter((file) => !file.startsWith("test/") && !/\.(md|json)$/.test(file))
      .filter((file) => /HEXBEAT_BEHIND_LOOPBACK(: |=)"?1"?$/m.test(readFileSync(join(root, file), "utf8")));
    expect(lifting).toEqual(["docker-compose.yml"]);
    expect(at(app, "environment", "HEXBEAT_BEHIND_LOOPBACK")).toBe("1");
    expect(() => readConfig({ HOST: "0.0.0.0" })).toThrow(/refused/);
  });
});

describe("Dockerfile", () => {
  const lastStage = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));

  it("builds every stage on the Node that package.json pins", () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1]);
    expect(new Set(bases)).toEqual(new Set([`node:${manifest.devDependencies.node}-bookworm-slim`]));
    expect(bases.length).toBeGreaterThan(1);
  });

  it("runs as the user node, without npm between the signals and the server", () => {
    expect(lastStage).toMatch(/^USER node$/m);
    expect(lastStage.lastIndexOf("USER ")).toBeGreaterThan(lastStage.lastIndexOf("COPY "));
    expect(lastStage).toMatch(/^CMD \["node", "bin\/hexbeat\.mjs", "serve"\]$/m);
  });

  it("installs from the lockfile, and ships neither development packages nor the page's sources", () => {
    expect(dockerfile).not.toMatch(/npm (install|i)\b/);
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
    expect(lastStage).not.toMatch(/COPY (--from=build )?(\.|\/app\/client) /);
  });

  it("keeps data in a volume and asks /live whether it is well", () => {
    expect(lastStage).toMatch(/^VOLUME \/var\/lib\/hexbeat$/m);
    expect(lastStage).toMatch(/^HEALTHCHECK [\s\S]*\/live/m);
  });

  it("copies nothing that .dockerignore leaves out", () => {
    const kept = readFileSync(join(root, ".dockerignore"), "utf8").match(/^!.*$/gm) ?? [];
    for (const folder of ["bin", "server", "migrations", "data", "client"]) expect(kept).toContain(`!${folder}`);
    expect(readFileSync(join(root, ".dockerignore"), "utf8")).toMatch(/^\*$/m);
  });
});

function service(name: string): { [key: string]: Yaml } {
  return map(at(compose, "services", name));
}

function at(value: Yaml, ...keys: string[]): Yaml {
  return keys.reduce((inner, key) => map(inner)[key] ?? fail(`nothing at ${keys.join(".")}`), value);
}

function map(value: Yaml | undefined): { [key: string]: Yaml } {
  return typeof value === "object" && !Array.isArray(value) ? value : fail("not a map");
}

function list(value: Yaml | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : fail("not a list");
}

function fail(message: string): never {
  throw new Error(message);
}
