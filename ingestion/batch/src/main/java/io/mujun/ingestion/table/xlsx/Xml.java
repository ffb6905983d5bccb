package io.mujun.ingestion.table.xlsx;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.mujun.ingestion.table.FileRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the parts of a workbook as streams of elements, by their local names. */
final class Xml {
  private static final XMLInputFactory FACTORY = factory();

  private Xml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  static XMLStreamReader reader(InputStream part) throws XMLStreamException {
    return FACTORY.createXMLStreamReader(part);
  }

  /** Tells a visitor of every element that begins. */
  static void forEach(InputStream part, Visitor visitor)
      throws IOException, XMLStreamException, FileRefusedException {
    XMLStreamReader reader = reader(part);
    try {
      while (reader.hasNext()) {
        if (next(reader) == XMLStreamConstants.START_ELEMENT) {
          visitor.visit(reader);
        }
      }
    } finally {
      reader.close();
    }
  }

  /** Goes on to the next event, past no document type. */
  static int next(XMLStreamReader reader) throws XMLStreamException, FileRefusedException {
    int event = reader.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw FileRefusedException.unsafe("DTD");
    }
    return event;
  }

  /** An attribute by its local name; null where it is missing. */
  static String attribute(XMLStreamReader element, String name) {
    for (int i = 0; i < element.getAttributeCount(); i++) {
      if (element.getAttributeLocalName(i).equals(name)) {
        return element.getAttributeValue(i);
      }
    }
    return null;
  }

  /** Whether an attribute says yes. */
  static boolean isTrue(XMLStreamReader element, String name) {
    String value = attribute(element, name);
    return "1".equals(value) || "true".equals(value);
  }

  /** A part of a workbook. */
  static InputStream part(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ZipException("The part " + name + " is missing");
    }
    return zip.getInputStream(entry);
  }

  /** What is done with an element that begins. */
  interface Visitor {
    void visit(XMLStreamReader element)
        throws IOException, XMLStreamException, FileRefusedException;
  }
}
