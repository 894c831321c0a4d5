import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Validates a PDF: {@code java -cp JARS Verify.java FILE FLAVOUR...}, where a flavour is ua1 or 2a.
 * Prints a line for each rule that is broken; the exit code is the number of flavours that the file does not keep to.
 */
public final class Verify {
    private static final String PROFILES = "/org/verapdf/pdfa/validation/";
    private static final int MOST_FAILURES = 200;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        for (int i = 1; i < arguments.length; i++) {
            Map<String, String> broken = broken(arguments[0], arguments[i]);
            broken.forEach((rule, message) -> System.out.println(rule + ": " + message));
            failed += broken.isEmpty() ? 0 : 1;
        }
        System.exit(failed);
    }

    private static Map<String, String> broken(String file, String name) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        Map<String, String> broken = new TreeMap<>();
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile(name), MOST_FAILURES, false, false, false)) {
            var result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                String rule = name + " " + assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                broken.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
            }
            if (!result.isCompliant() && broken.isEmpty()) {
                broken.put(name, "not compliant");
            }
        }
        return broken;
    }

    private static ValidationProfile profile(String name) throws Exception {
        String file = name.startsWith("ua") ? "PDFUA-" + name.substring(2) : "PDFA-" + name.toUpperCase();
        try (InputStream stream = Verify.class.getResourceAsStream(PROFILES + file + ".xml")) {
            return Profiles.profileFromXml(stream);
        }
    }
}
