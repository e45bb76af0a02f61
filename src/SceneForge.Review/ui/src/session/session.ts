import { Changes } from "../base/changes";
import { getDataset } from "../server/api";
import type { DatasetInfo, Person } from "../server/types";

/** Who reviews which dataset. */
export class Session extends Changes {
  readonly classes: ReadonlyMap<number, DatasetInfo["classes"][number]>;

  constructor(private readonly person: Person, public dataset: DatasetInfo) {
    super();
    this.classes = new Map(dataset.classes.map(c => [c.id, c]));
  }

  get name(): string {
    return this.person.name;
  }

  get role(): Person["role"] {
    return this.person.role;
  }

  /** Asks what the server knows of the dataset by now. */
  async refresh(): Promise<void> {
    this.dataset = await getDataset();
    this.changed();
  }
}
