import { Changes } from "../base/changes";
import type { FrameView } from "../frames/frame-view";
import type { Vec3 } from "../server/types";
import { BoxEditor } from "./box-editor";
import type { Shown } from "./corrections";

/** A point of the 3D view. What it came from is known of a sweep's points alone. */
export interface CloudPoint { vehicle: Vec3; range: number; sweep?: { intensity: number; instance: number; classId: number; cause: number } }

/** What the person points at, has selected, and edits. */
export class Selection extends Changes {
  readonly editor = new BoxEditor();
  /** The selected object's id. */
  id: number | null = null;
  hovered: number | null = null;
  /** Image place under the pointer. */
  pointer: [number, number] | null = null;
  /** Point of the 3D view under the pointer. */
  cloudPoint: CloudPoint | null = null;
  private drafted: Shown | undefined;

  constructor(private readonly view: FrameView) {
    super();
    view.onAccept((frame, before) => {
      if (before && (before.document.sequence !== frame.document.sequence || !frame.labels.objects.some(o => o.id === this.id))) {
        this.id = null;
        this.editor.shape = null;
      }
      this.editor.cancel();
      this.changed();
    });
  }

  /** The selected object as it is shown, with a drag that goes on. */
  get object(): Shown | undefined {
    const shown = this.view.objects.find(o => o.label.id === this.id);
    const draft = this.editor.draft;
    if (!shown || draft?.id !== shown.label.id) {
      return shown;
    }
    if (this.drafted?.label !== draft) {
      this.drafted = { ...shown, label: draft };
    }
    return this.drafted;
  }

  select(id: number | null): void {
    this.id = id;
    this.changed();
  }

  selectNext(by: number): void {
    const ids = this.view.objects.filter(o => o.label.visible_pixels > 0 || o.corrected).map(o => o.label.id);
    if (ids.length > 0) {
      const at = ids.indexOf(this.id ?? -1);
      this.select(ids[(at + by + ids.length + (at < 0 && by < 0 ? 1 : 0)) % ids.length]!);
    }
  }
}
