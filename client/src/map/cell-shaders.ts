import { HATCH_STEP, HATCH_WIDTH } from "../layers/hatch.ts";

/** No map mode has more classes than this. */
export const MOST_CLASSES = 12;

/** Classes are told apart in the vertex shader, so that a new month uploads counts and nothing else. */
const VERTEX_SHADER = `#version 300 es
precision highp float;
uniform mat4 u_matrix;
uniform float u_breaks[${MOST_CLASSES}];
uniform vec4 u_colours[${MOST_CLASSES}];
uniform int u_hatches[${MOST_CLASSES}];
uniform int u_classes;
uniform float u_pixels;
in vec2 a_corner;
in float a_count;
flat out vec4 v_colour;
flat out int v_hatch;
out vec2 v_at;
void main() {
  int found = -1;
  for (int i = 0; i < ${MOST_CLASSES}; i++) if (i < u_classes && a_count >= u_breaks[i]) found = i;
  // Cells with nothing to show are moved out of sight.
  gl_Position = found < 0 ? vec4(2.0, 2.0, 2.0, 1.0) : u_matrix * vec4(a_corner, 0.0, 1.0);
  v_colour = found < 0 ? vec4(0.0) : u_colours[found];
  v_hatch = found < 0 ? 0 : u_hatches[found];
  // In pixels of this zoom, so that a pattern stays on its ground while the map is moved.
  v_at = a_corner * u_pixels;
}`;

const FRAGMENT_SHADER = `#version 300 es
precision highp float;
flat in vec4 v_colour;
flat in int v_hatch;
in vec2 v_at;
uniform float u_lines;
out vec4 colour;
const float STEP = ${HATCH_STEP.toFixed(1)};
const float WIDTH = ${HATCH_WIDTH.toFixed(1)};
void main() {
  colour = v_colour;
  // Premultiplied ink and paper of the patterns in layers/hatch.ts.
  vec4 ink = vec4(0.026, 0.040, 0.049, 0.3);
  vec4 paper = vec4(0.95);
  vec4 over = vec4(0.0);
  if (v_hatch == 1 && mod((v_at.x + v_at.y) * 0.70710678, STEP) < WIDTH) over = ink * u_lines;
  if (v_hatch == 2 && distance(mod(v_at, STEP), vec2(STEP * 0.5)) < WIDTH) over = ink;
  if (v_hatch == 3 && mod(v_at.y, STEP) < WIDTH) over = paper;
  colour = over + colour * (1.0 - over.a);
}`;

/** Compile and link. @throws Error with the driver's words */
export function linkProgram(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) throw new Error("the graphics driver gave no shader");
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(`the cell shader does not link: ${gl.getProgramInfoLog(program) ?? "no reason given"}`);
  }
  return program;
}
