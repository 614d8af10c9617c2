/** Classes are told apart in the vertex shader, so that a new month uploads counts and nothing else. */
const VERTEX_SHADER = `#version 300 es
precision highp float;
uniform mat4 u_matrix;
uniform float u_breaks[6];
uniform vec4 u_colours[6];
uniform int u_classes;
in vec2 a_corner;
in float a_count;
flat out vec4 v_colour;
void main() {
  int found = -1;
  for (int i = 0; i < 6; i++) if (i < u_classes && a_count >= u_breaks[i]) found = i;
  // Cells with nothing to show are moved out of sight.
  gl_Position = found < 0 ? vec4(2.0, 2.0, 2.0, 1.0) : u_matrix * vec4(a_corner, 0.0, 1.0);
  v_colour = found < 0 ? vec4(0.0) : u_colours[found];
}`;

const FRAGMENT_SHADER = `#version 300 es
precision mediump float;
flat in vec4 v_colour;
out vec4 colour;
void main() {
  colour = v_colour;
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
