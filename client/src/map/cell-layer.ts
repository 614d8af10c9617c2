import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from "maplibre-gl";
import type { CellGeometry } from "../cells/geometry.ts";
import { lineStrength } from "../layers/hatch.ts";
import { linkProgram, MOST_CLASSES } from "./cell-shaders.ts";
import { cellPixels, matrixAt, premultiplied } from "./cell-uniforms.ts";
import type { CellFrame } from "./map-types.ts";

type Gpu = {
  readonly program: WebGLProgram;
  readonly vertexArray: WebGLVertexArrayObject;
  readonly corners: WebGLBuffer;
  readonly counts: WebGLBuffer;
  readonly triangles: WebGLBuffer;
  readonly uniforms: Readonly<
    Record<"matrix" | "breaks" | "colours" | "hatches" | "classes" | "pixels" | "lines", WebGLUniformLocation | null>
  >;
};

/** Draws hexagons from one static geometry and one count per cell: a MapLibre custom layer for WebGL2. */
export class CellLayer implements CustomLayerInterface {
  readonly id: string;
  readonly type = "custom";
  readonly renderingMode = "2d";
  /** Called after a frame with newly set counts was drawn. */
  readonly #onDrawn: () => void;
  #map: MapLibreMap | null = null;
  #gpu: Gpu | null = null;
  #geometry: CellGeometry | null = null;
  #counts = new Float32Array(0);
  #breaks = new Float32Array(MOST_CLASSES);
  #colours = new Float32Array(MOST_CLASSES * 4);
  #hatches = new Int32Array(MOST_CLASSES);
  /** Left and right end of what is drawn, as shares of the map's width. */
  #window: readonly [number, number] = [0, 1];
  #classes = 0;
  #stale = { geometry: false, counts: false };

  constructor(onDrawn: () => void, id = "cells") {
    this.id = id;
    this.#onDrawn = onDrawn;
  }

  /** Show counts aligned to the geometry's cells. Corners are uploaded only when the geometry is another one. */
  show(geometry: CellGeometry, frame: CellFrame): void {
    if (geometry !== this.#geometry) {
      this.#geometry = geometry;
      this.#counts = new Float32Array(geometry.corners.length / 2);
      this.#stale.geometry = true;
    }
    const { firstCorner } = geometry;
    for (let cell = 0; cell < firstCorner.length - 1; cell++) {
      this.#counts.fill(frame.values[cell] ?? 0, firstCorner[cell], firstCorner[cell + 1]);
    }
    this.#stale.counts = true;
    this.#classes = frame.breaks.length;
    this.#breaks.set(frame.breaks.slice(0, MOST_CLASSES));
    this.#hatches.fill(0);
    this.#hatches.set((frame.hatches ?? []).slice(0, MOST_CLASSES));
    for (const [i, colour] of frame.colours.slice(0, MOST_CLASSES).entries())
      this.#colours.set(premultiplied(colour, 0.92), i * 4);
    this.#map?.triggerRepaint();
  }

  /** Draw only between two shares of the map's width, for a swipe. */
  setWindow(left: number, right: number): void {
    this.#window = [left, right];
    this.#map?.triggerRepaint();
  }

  hide(): void {
    this.#classes = 0;
    this.#map?.triggerRepaint();
  }

  onAdd(map: MapLibreMap, gl: WebGL2RenderingContext): void {
    this.#map = map;
    const program = linkProgram(gl);
    const uniform = (name: string) => gl.getUniformLocation(program, name);
    this.#gpu = {
      program,
      uniforms: {
        matrix: uniform("u_matrix"),
        breaks: uniform("u_breaks"),
        colours: uniform("u_colours"),
        hatches: uniform("u_hatches"),
        classes: uniform("u_classes"),
        pixels: uniform("u_pixels"),
        lines: uniform("u_lines"),
      },
      vertexArray: gl.createVertexArray(),
      corners: gl.createBuffer(),
      counts: gl.createBuffer(),
      triangles: gl.createBuffer(),
    };
    // Also after a lost context: everything is on the GPU again before the next frame.
    this.#stale = { geometry: true, counts: true };
  }

  onRemove(_map: MapLibreMap, gl: WebGL2RenderingContext): void {
    if (this.#gpu === null) return;
    gl.deleteProgram(this.#gpu.program);
    gl.deleteVertexArray(this.#gpu.vertexArray);
    for (const buffer of [this.#gpu.corners, this.#gpu.counts, this.#gpu.triangles]) gl.deleteBuffer(buffer);
    this.#gpu = null;
  }

  render(gl: WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    const geometry = this.#geometry;
    if (this.#gpu === null || geometry === null || this.#classes === 0) return;
    gl.useProgram(this.#gpu.program);
    gl.bindVertexArray(this.#gpu.vertexArray);
    const changed = this.#upload(gl, this.#gpu, geometry);
    const { matrix, breaks, colours, hatches, classes, pixels, lines } = this.#gpu.uniforms;
    const worldPixels = 512 * 2 ** (this.#map?.getZoom() ?? 0);
    gl.uniformMatrix4fv(matrix, false, matrixAt(input.defaultProjectionData.mainMatrix, geometry.origin));
    gl.uniform1fv(breaks, this.#breaks);
    gl.uniform4fv(colours, this.#colours);
    gl.uniform1iv(hatches, this.#hatches);
    gl.uniform1i(classes, this.#classes);
    gl.uniform1f(pixels, worldPixels);
    gl.uniform1f(lines, lineStrength(cellPixels(geometry.res, geometry.origin[1], worldPixels)));
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const [left, right] = this.#window.map((share) => Math.round(share * gl.drawingBufferWidth));
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(left ?? 0, 0, Math.max(0, (right ?? 0) - (left ?? 0)), gl.drawingBufferHeight);
    gl.drawElements(gl.TRIANGLES, geometry.triangles.length, gl.UNSIGNED_INT, 0);
    gl.disable(gl.SCISSOR_TEST);
    gl.bindVertexArray(null);
    if (changed) this.#onDrawn();
  }

  /** @returns whether counts went to the GPU */
  #upload(gl: WebGL2RenderingContext, gpu: Gpu, geometry: CellGeometry): boolean {
    if (this.#stale.geometry) {
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gpu.triangles);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, geometry.triangles, gl.STATIC_DRAW);
      bindAttribute(gl, gpu, { name: "a_corner", buffer: gpu.corners, size: 2 });
      gl.bufferData(gl.ARRAY_BUFFER, geometry.corners, gl.STATIC_DRAW);
      bindAttribute(gl, gpu, { name: "a_count", buffer: gpu.counts, size: 1 });
      gl.bufferData(gl.ARRAY_BUFFER, this.#counts.byteLength, gl.DYNAMIC_DRAW);
    }
    const changed = this.#stale.counts;
    if (changed) {
      gl.bindBuffer(gl.ARRAY_BUFFER, gpu.counts);
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, this.#counts);
    }
    this.#stale = { geometry: false, counts: false };
    return changed;
  }
}

function bindAttribute(
  gl: WebGL2RenderingContext,
  gpu: Gpu,
  { name, buffer, size }: { name: string; buffer: WebGLBuffer; size: number },
): void {
  const location = gl.getAttribLocation(gpu.program, name);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.enableVertexAttribArray(location);
  gl.vertexAttribPointer(location, size, gl.FLOAT, false, 0, 0);
}
