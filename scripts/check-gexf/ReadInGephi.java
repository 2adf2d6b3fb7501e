// GEXF file → JSON of what the Gephi Toolkit has after it has read the file: nodes, edges and all their columns, and what its
// timeline shows on each day.
import java.awt.Color;
import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gephi.filters.api.FilterController;
import org.gephi.filters.api.Range;
import org.gephi.filters.plugin.dynamic.DynamicRangeBuilder.DynamicRangeFilter;
import org.gephi.graph.api.*;
import org.gephi.graph.api.types.*;
import org.gephi.io.importer.api.*;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.*;
import org.joda.time.DateTimeZone;
import org.openide.util.Lookup;

public class ReadInGephi {
  public static void main(String[] args) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    Workspace workspace = projects.getCurrentWorkspace();
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    Container container = importer.importFile(new File(args[0]));
    if (container == null) throw new IllegalStateException("no container");
    container.getLoader().setAllowParallelEdge(true);
    container.getLoader().setAllowSelfLoop(true);
    container.getLoader().setAutoScale(false);
    List<String> issues = new ArrayList<>();
    Report report = container.getReport();
    importer.process(container, new DefaultProcessor(), workspace);
    report.getIssues(1000).forEachRemaining(i -> {
      if (i.getLevel() != Issue.Level.INFO) issues.add(text(i.getLevel() + ": " + i.getMessage()));
    });

    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
    Graph graph = model.getGraph();
    List<String> nodes = new ArrayList<>(), edges = new ArrayList<>();
    for (Node n : graph.getNodes()) {
      nodes.add(object("id", text(n.getId()), "label", text(n.getLabel()), "x", "" + n.x(), "y", "" + n.y(),
          "size", "" + n.size(), "color", color(n.getColor()), "values", values(n, model.getNodeTable())));
    }
    for (Edge e : graph.getEdges()) {
      edges.add(object("id", text(e.getId()), "source", text(e.getSource().getId()), "target", text(e.getTarget().getId()),
          "directed", "" + e.isDirected(), "kind", text(e.getTypeLabel()), "label", text(e.getLabel()),
          "weight", "" + e.getWeight(), "color", color(e.getColor()), "values", values(e, model.getEdgeTable())));
    }
    try (PrintWriter out = new PrintWriter(args[1], StandardCharsets.UTF_8)) {
      out.println(object("issues", issues.toString(), "nodes", nodes.toString(), "edges", edges.toString(),
          "timeline", timeline(model)));
    }
    System.exit(0); // the toolkit leaves threads running
  }

  /** For every day that a spell begins on, the ids of what the timeline's filter leaves. */
  static String timeline(GraphModel model) {
    Set<Double> days = new TreeSet<>();
    for (Node n : model.getGraph().getNodes()) days.addAll(days(n));
    for (Edge e : model.getGraph().getEdges()) days.addAll(days(e));
    FilterController filters = Lookup.getDefault().lookup(FilterController.class);
    List<String> shown = new ArrayList<>();
    for (double day : days) {
      DynamicRangeFilter filter = new DynamicRangeFilter(model);
      filter.setRange(new Range(day, day));
      filter.setKeepNull(true);
      Graph graph = model.getGraph(filters.filter(filters.createQuery(filter)));
      List<String> nodes = new ArrayList<>(), edges = new ArrayList<>();
      for (Node n : graph.getNodes()) nodes.add(text(n.getId()));
      for (Edge e : graph.getEdges()) edges.add(text(e.getId()));
      shown.add(object("day", text(AttributeUtils.printDate(day, DateTimeZone.UTC)), "nodes", nodes.toString(), "edges", edges.toString()));
    }
    return shown.toString();
  }

  static List<Double> days(Element element) {
    List<Double> lows = new ArrayList<>();
    if (element.getAttribute("timeset") instanceof IntervalSet set) for (Interval spell : set.toArray()) lows.add(spell.getLow());
    return lows;
  }

  static String values(Element element, Table table) {
    List<String> pairs = new ArrayList<>();
    for (Column column : table) {
      pairs.add(text(column.getId()));
      pairs.add(value(element.getAttribute(column)));
    }
    return object(pairs.toArray(new String[0]));
  }

  static String value(Object value) {
    DateTimeZone utc = DateTimeZone.UTC;
    if (value instanceof TimeMap<?, ?> map) return text(map.toString(TimeFormat.DATE, utc));
    if (value instanceof TimeSet<?> set) return text(set.toString(TimeFormat.DATE, utc));
    if (value instanceof Number) return value.toString();
    if (!(value instanceof Object[] items)) return text(value);
    List<String> written = new ArrayList<>();
    for (Object item : items) written.add(text(item));
    return written.toString();
  }

  static String color(Color c) {
    return List.of(c.getRed(), c.getGreen(), c.getBlue()).toString();
  }

  static String object(String... pairs) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.add((pairs[i].startsWith("\"") ? pairs[i] : text(pairs[i])) + ": " + pairs[i + 1]);
    }
    return "{" + String.join(", ", fields) + "}";
  }

  static String text(Object value) {
    if (value == null) return "null";
    StringBuilder out = new StringBuilder("\"");
    for (char c : value.toString().toCharArray()) {
      if (c == '"' || c == '\\' || c < ' ' || c > '~') out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    return out.append('"').toString();
  }
}
