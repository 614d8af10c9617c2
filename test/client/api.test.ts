import { describe, expect, it } from "vitest";
import { errorFromBody } from "../../client/src/api.ts";
import { usableFiles } from "../../client/src/imports/dropped-files.ts";
import { uploadForm } from "../../client/src/imports/upload.ts";

describe("errors in words", () => {
  it("are the server's own where it sent some", () => {
    const error = errorFromBody(400, '{"error":{"code":"unknown_category","message":"category: no such thing"}}');
    expect([error.code, error.message, error.status]).toEqual(["unknown_category", "category: no such thing", 400]);
  });

  it("say what is known where it did not", () => {
    expect(errorFromBody(502, "<html>").message).toContain("502");
    expect(errorFromBody(500, '{"error":"x"}').code).toBe("unexpected");
    expect(errorFromBody(500, "null").code).toBe("unexpected");
  });
});

describe("an upload", () => {
  const files = [new File(["a"], "2019-05-metropolitan-street.csv"), new File(["b"], "b.csv")];
  const options = {
    dataset: " police-uk ",
    force: "",
    set: "",
    mapping: "",
    encoding: "utf-8",
    allowBadRows: false,
  } as const;

  it("sends options before files, and only those that were given", () => {
    expect([...uploadForm(files, options).keys()]).toEqual(["dataset", "file", "file"]);
    expect(uploadForm(files, options).get("dataset")).toBe("police-uk");
    const all = uploadForm(files, { ...options, encoding: "windows-1252", allowBadRows: true });
    expect([...all.keys()]).toEqual(["dataset", "encoding", "allowBadRows", "file", "file"]);
  });

  it("leaves out what operating systems put into folders", () => {
    expect(usableFiles([new File([], ".DS_Store"), new File([], "Thumbs.db"), ...files])).toEqual(files);
  });
});
